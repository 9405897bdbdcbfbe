package io.github.fleetboot.bot;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.DeferredReadiness;
import io.github.fleetboot.FleetService;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * Takes its time to become ready, and tells the Admiral when it is. May be told to fail
 * instead.
 */
@FleetService("late")
@ConditionalOnProperty(name = "bot.late.enabled", matchIfMissing = true)
class LateService implements DeferredReadiness {

	private final IpcTemplate ipc;

	private final Duration delay;

	private final boolean failure;

	LateService(IpcTemplate ipc, @Value("${bot.late.delay:500ms}") Duration delay,
			@Value("${bot.late.failure:false}") boolean failure) {
		this.ipc = ipc;
		this.delay = delay;
		this.failure = failure;
	}

	@Override
	public CompletionStage<?> whenReady() {
		Executor later = CompletableFuture.delayedExecutor(this.delay.toMillis(), TimeUnit.MILLISECONDS);
		return CompletableFuture.runAsync(this::begin, later);
	}

	private void begin() {
		if (this.failure) {
			throw new IllegalStateException("no dictionary");
		}
		this.ipc.convertAndSend(IpcDestination.admiral().route("note"), "late is ready");
	}

	@MessageMapping("define")
	String define(@Valid Word word) {
		return word.text() + " is a word";
	}

	/**
	 * What can be looked up.
	 *
	 * @param text the word
	 */
	record Word(@NotBlank String text) {
	}

}
