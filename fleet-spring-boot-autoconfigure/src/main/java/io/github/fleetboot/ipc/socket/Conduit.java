package io.github.fleetboot.ipc.socket;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What carries the frames between the hub and one member. Everything a transport has to
 * offer; nothing here may block. For the hub's thread.
 */
interface Conduit {

	/**
	 * Read what is there.
	 * @param in where to
	 * @return how many bytes, -1 at the end
	 * @throws IOException if the other end is gone
	 */
	int read(ByteBuffer in) throws IOException;

	/**
	 * Write as much as goes.
	 * @param out what to write; what remains did not go
	 * @throws IOException if the other end is gone
	 */
	void write(ByteBuffer out) throws IOException;

	/**
	 * Ask to be flushed again as soon as writing is possible, or no longer.
	 * @param wanted whether something remained
	 */
	void awaitWritable(boolean wanted);

	/** Close it. */
	void close();

}
