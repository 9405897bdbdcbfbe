package io.github.fleetboot.ipc;

/**
 * A request whose handler is known to be short.
 *
 * @param request the request
 * @param task answers it
 * @param time how long that takes
 * @param pool counts it
 * @param inbound takes it if it has to be handed over
 */
record ShortRequest(IpcRequest request, Runnable task, HandlerTime time, HandlerPool pool,
		IpcInbound inbound) implements IpcWork {

	@Override
	public void run() {
		this.pool.runHere(this.task);
	}

	@Override
	public void tooLong() {
		this.time.tooLong();
	}

	@Override
	public void handOver() {
		try {
			this.inbound.request(this.request);
		}
		catch (RuntimeException ex) {
			this.request.fail(IpcFailure.of(ex));
		}
	}

}
