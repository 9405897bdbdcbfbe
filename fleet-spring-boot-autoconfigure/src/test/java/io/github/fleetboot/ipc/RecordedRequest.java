package io.github.fleetboot.ipc;

import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.WorkerId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request of {@code cluster-3} that keeps its answer and takes only one.
 */
final class RecordedRequest implements IpcRequest {

	final CompletableFuture<IpcContent> answer = new CompletableFuture<>();

	private final String route;

	private final IpcContent content;

	volatile boolean open = true;

	private Runnable cancellation = () -> {
	};

	IpcFailure failure;

	RecordedRequest(String route, IpcContent content) {
		this.route = route;
		this.content = content;
	}

	@Override
	public WorkerId source() {
		return WorkerId.cluster(3);
	}

	@Override
	public String route() {
		return this.route;
	}

	@Override
	public IpcContent content() {
		return this.content;
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public void reply(IpcContent content) {
		assertThat(this.answer.complete(content)).as("only answer").isTrue();
	}

	@Override
	public void fail(IpcFailure failure) {
		this.failure = failure;
		assertThat(this.answer.completeExceptionally(new Failed(failure.toString()))).as("only answer").isTrue();
	}

	@Override
	public synchronized void onCancel(Runnable action) {
		this.cancellation = action;
		if (!this.open) {
			action.run();
		}
	}

	synchronized void cancel() {
		this.open = false;
		this.cancellation.run();
	}

	static final class Failed extends RuntimeException {

		Failed(String message) {
			super(message);
		}

	}

}
