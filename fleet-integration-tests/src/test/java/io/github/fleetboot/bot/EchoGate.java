package io.github.fleetboot.bot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.ConditionalOnFleetRole;
import io.github.fleetboot.DeferredReadiness;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.WorkerInfo;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keeps the echo from becoming ready for as long as a file exists, and thereby all that
 * begins after it.
 */
@Component
@ConditionalOnFleetRole(FleetRole.SERVICE)
class EchoGate implements DeferredReadiness {

	private final String gate;

	private final boolean isEcho;

	EchoGate(WorkerInfo info, @Value("${bot.echo.gate:}") String gate) {
		this.gate = gate;
		this.isEcho = info.id().name().equals("echo");
	}

	@Override
	public CompletionStage<?> whenReady() {
		if (!this.isEcho || this.gate.isEmpty() || !Files.exists(Path.of(this.gate))) {
			return CompletableFuture.completedFuture(null);
		}
		Executor later = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);
		return CompletableFuture.runAsync(() -> {
		}, later).thenCompose((nothing) -> whenReady());
	}

}
