package io.github.fleetboot.ipc;

/**
 * Something known to be short, which the thread that reads does itself, since that is
 * faster than to wake another.
 *
 * @since 0.1.0
 */
public interface IpcWork {

	/**
	 * Do it. May block after all: then another thread will read.
	 */
	void run();

	/**
	 * It takes so long that another thread reads from now on. Called on that thread.
	 */
	void tooLong();

	/**
	 * Have it done by another thread instead: there is too much of it. Must not block.
	 */
	void handOver();

}
