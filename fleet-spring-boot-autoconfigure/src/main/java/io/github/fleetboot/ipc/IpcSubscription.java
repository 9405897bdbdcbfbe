package io.github.fleetboot.ipc;

/**
 * A subscription, until it is closed.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface IpcSubscription extends AutoCloseable {

	/**
	 * End it. The consumer is told of nothing that comes later; what is in its hands goes
	 * on. Has no effect the second time.
	 */
	@Override
	void close();

}
