package io.github.fleetboot.ipc.socket;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens sockets, of the Unix domain where there is one.
 */
final class Sockets {

	private static final Log logger = LogFactory.getLog(Sockets.class);

	/** What all systems allow for the path of a socket, a little less than 104. */
	private static final int MAX_PATH_BYTES = 100;

	private static final String UNIX = "unix:";

	private static final String TCP = "tcp:";

	private Sockets() {
	}

	/**
	 * Listen.
	 * @param directory where a socket of the Unix domain would be, private to this user
	 * @param unixWanted {@code false} for loopback TCP in any case
	 * @return the listening channel, non-blocking
	 * @throws IOException if that is not possible
	 */
	static ServerSocketChannel listen(Path directory, boolean unixWanted) throws IOException {
		if (unixWanted) {
			ServerSocketChannel channel = listenUnix(directory);
			if (channel != null) {
				return channel;
			}
		}
		ServerSocketChannel channel = ServerSocketChannel.open();
		channel.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), 0));
		channel.configureBlocking(false);
		return channel;
	}

	/**
	 * Listen where another socket of this fleet is.
	 * @param address the address of the other
	 * @return the listening channel, non-blocking
	 * @throws IOException if that is not possible
	 */
	static ServerSocketChannel listenBeside(String address) throws IOException {
		Path file = file(address);
		Path directory = (file != null) ? file.getParent() : null;
		return (directory != null) ? listen(directory, true) : listen(Path.of(""), false);
	}

	/**
	 * Whether a text is what {@link #address} could have returned.
	 * @param text the text
	 */
	static boolean isAddress(String text) {
		if (!text.startsWith(UNIX)) {
			return text.startsWith(TCP);
		}
		try {
			Path file = file(text);
			return file != null && String.valueOf(file.getFileName()).matches("ipc-[0-9a-f]{8}\\.sock");
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

	/**
	 * The file of a socket.
	 * @param address the address
	 * @return the file, {@code null} if it has none
	 */
	static @Nullable Path file(String address) {
		return address.startsWith(UNIX) ? Path.of(address.substring(UNIX.length())) : null;
	}

	private static @Nullable ServerSocketChannel listenUnix(Path directory) throws IOException {
		Path path = directory.resolve("ipc-" + UUID.randomUUID().toString().substring(0, 8) + ".sock").toAbsolutePath();
		if (Frame.text(path.toString()).length > MAX_PATH_BYTES) {
			logger.info("Uses loopback TCP because the path of a socket in " + directory + " is too long");
			return null;
		}
		ServerSocketChannel channel;
		try {
			channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		}
		catch (UnsupportedOperationException ex) {
			logger.info("Uses loopback TCP because this system has no Unix domain sockets");
			return null;
		}
		try {
			channel.bind(UnixDomainSocketAddress.of(path));
			if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
				Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
			}
			channel.configureBlocking(false);
			return channel;
		}
		catch (IOException ex) {
			closeQuietly(channel);
			throw ex;
		}
	}

	static String address(ServerSocketChannel channel) throws IOException {
		SocketAddress address = channel.getLocalAddress();
		if (address instanceof UnixDomainSocketAddress unix) {
			return UNIX + unix.getPath();
		}
		return TCP + "127.0.0.1:" + ((InetSocketAddress) address).getPort();
	}

	static void removeFile(String address) {
		Path file = file(address);
		if (file != null) {
			try {
				Files.deleteIfExists(file);
			}
			catch (IOException ex) {
				logger.debug("Could not remove " + address, ex);
			}
		}
	}

	/**
	 * Start to connect.
	 * @param address what {@link #address} returned at the other end
	 * @return the channel, non-blocking, connected or about to be
	 * @throws IOException if nobody listens
	 */
	static SocketChannel connect(String address) throws IOException {
		boolean unix = address.startsWith(UNIX);
		SocketAddress target = unix ? UnixDomainSocketAddress.of(address.substring(UNIX.length())) : tcp(address);
		SocketChannel channel = unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
		try {
			channel.configureBlocking(false);
			configure(channel);
			channel.connect(target);
			return channel;
		}
		catch (IOException | RuntimeException ex) {
			closeQuietly(channel);
			throw ex;
		}
	}

	private static SocketAddress tcp(String address) throws IOException {
		int colon = address.lastIndexOf(':');
		if (!address.startsWith(TCP) || colon < TCP.length()) {
			throw new IOException("'" + address + "' is no address; expected unix:<path> or tcp:<host>:<port>");
		}
		return new InetSocketAddress(address.substring(TCP.length(), colon),
				Integer.parseInt(address.substring(colon + 1)));
	}

	static void configure(SocketChannel channel) throws IOException {
		if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		}
	}

	/**
	 * Whether a connection was made by another user, where the system tells.
	 * @param channel the accepted connection
	 * @param own a file of this process's user
	 * @return whether the peer is known to be foreign
	 * @throws IOException if the connection is gone
	 */
	static boolean isForeign(SocketChannel channel, Path own) throws IOException {
		if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
			return false;
		}
		UnixDomainPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
		return !peer.user().equals(Files.getOwner(own));
	}

	static void closeQuietly(@Nullable Closeable closeable) {
		if (closeable != null) {
			try {
				closeable.close();
			}
			catch (IOException ex) {
				logger.debug("Could not close " + closeable, ex);
			}
		}
	}

}
