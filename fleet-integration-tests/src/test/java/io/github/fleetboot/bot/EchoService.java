package io.github.fleetboot.bot;

import java.time.Duration;

import io.github.fleetboot.FleetService;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import jakarta.annotation.PreDestroy;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Says what it hears. May be told to linger when it is to end.
 */
@FleetService("echo")
class EchoService {

	private final IpcTemplate ipc;

	private final Duration linger;

	EchoService(IpcTemplate ipc, @Value("${bot.echo.linger:0s}") Duration linger) {
		this.ipc = ipc;
		this.linger = linger;
	}

	@MessageMapping("echo")
	Sample echo(@Payload Sample sample) {
		return sample;
	}

	@MessageMapping("guilds-of-cluster")
	Long guildsOfCluster(@Payload int cluster) {
		return this.ipc.convertSendAndReceive(IpcDestination.cluster(cluster).route("guild-count"), "", Long.class);
	}

	@MessageMapping("length")
	int length(@Payload byte[] bytes) {
		return bytes.length;
	}

	@PreDestroy
	void linger() throws InterruptedException {
		Thread.sleep(this.linger.toMillis());
	}

}
