package io.github.fleetboot.test.discord.gateway.fault;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A loopback address nobody serves, held so that nobody else takes it.
 */
final class DeadAddress implements AutoCloseable {

	private final Closeable socket;

	private final int port;

	private DeadAddress(Closeable socket, int port) {
		this.socket = socket;
		this.port = port;
	}

	/**
	 * One that refuses connections: its socket is bound, but does not listen.
	 */
	static DeadAddress refusing() {
		try {
			Socket socket = new Socket();
			socket.bind(new InetSocketAddress(loopback(), 0));
			return new DeadAddress(socket, socket.getLocalPort());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No loopback port is free", ex);
		}
	}

	/**
	 * One that accepts connections and says nothing.
	 */
	static DeadAddress mute() {
		try {
			ServerSocket socket = new ServerSocket(0, 1024, loopback());
			return new DeadAddress(socket, socket.getLocalPort());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No loopback port is free", ex);
		}
	}

	private static InetAddress loopback() throws IOException {
		return InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 });
	}

	String url() {
		return "ws://127.0.0.1:" + this.port;
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
