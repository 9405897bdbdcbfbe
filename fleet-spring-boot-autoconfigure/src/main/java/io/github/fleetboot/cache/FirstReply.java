package io.github.fleetboot.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcCall;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcReplies;
import org.jspecify.annotations.Nullable;

/**
 * The first reply that is not empty, still encoded. If all are empty, so is this; if some
 * failed instead, this fails. Completed on an I/O thread, so nothing may follow on it
 * that takes its time.
 */
final class FirstReply extends CompletableFuture<IpcContent> implements IpcReplies {

	private final Map<WorkerId, IpcException> failures = new LinkedHashMap<>();

	private volatile @Nullable IpcCall call;

	void runs(IpcCall call) {
		this.call = call;
		if (isDone()) {
			call.cancel();
		}
	}

	@Override
	public void reply(WorkerId source, IpcContent content) {
		if (content.bytes().length > 0 && complete(content)) {
			giveUp();
		}
	}

	@Override
	public void failure(@Nullable WorkerId source, IpcException failure) {
		if (source != null) {
			this.failures.put(source, failure);
		}
		else {
			completeExceptionally(failure);
		}
	}

	@Override
	public void completed() {
		if (this.failures.isEmpty()) {
			complete(IpcContent.empty());
		}
		else {
			completeExceptionally(new Unanswered(this.failures));
		}
	}

	/**
	 * Ask the others to stop.
	 */
	void giveUp() {
		IpcCall running = this.call;
		if (running != null) {
			running.cancel();
		}
	}

	/**
	 * Some did not answer.
	 */
	static final class Unanswered extends RuntimeException {

		private final transient Map<WorkerId, IpcException> failures;

		Unanswered(Map<WorkerId, IpcException> failures) {
			super(null, failures.values().iterator().next(), false, false);
			this.failures = Map.copyOf(failures);
		}

		Map<WorkerId, IpcException> failures() {
			return this.failures;
		}

	}

}
