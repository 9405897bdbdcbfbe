package io.github.fleetboot.ipc;

import org.jspecify.annotations.Nullable;

/**
 * Answers a request: tells those who have subscribed to its route, then calls the
 * handler.
 *
 * @param request the request
 * @param subscriptions who has subscribed
 * @param handlers knows the handler, {@code null} if there is none
 * @param observations who is told of subscribers
 * @param time learns how long it takes, {@code null} if nobody wants to know
 */
record RequestTask(IpcRequest request, Subscriptions subscriptions, @Nullable RouteHandlers handlers,
		ReceiveObservations observations, @Nullable HandlerTime time) implements Runnable {

	@Override
	public void run() {
		long start = System.nanoTime();
		if (this.request.isOpen()) {
			handle(this.request.route());
		}
		if (this.time != null) {
			this.time.add(System.nanoTime() - start);
		}
	}

	private void handle(String route) {
		this.subscriptions.tell(this.request.source(), route, true, this.request.content(), this.observations);
		if (this.handlers != null) {
			this.handlers.handle(this.request.source(), route, this.request.content(), this.request);
		}
		else {
			this.request.reply(IpcContent.empty());
		}
	}

}
