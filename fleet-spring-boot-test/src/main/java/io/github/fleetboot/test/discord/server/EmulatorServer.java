package io.github.fleetboot.test.discord.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.test.discord.gateway.GatewayEntry;
import io.github.fleetboot.test.discord.rest.RestApi;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loopback port for REST and gateway, and the one thread that owns the emulator's
 * state.
 */
public final class EmulatorServer {

	private static final Logger logger = LoggerFactory.getLogger(EmulatorServer.class);

	private static final int MAX_REQUEST = 64 * 1024 * 1024;

	private static final int MAX_LINE = 8192;

	private static final int FIRST_PORT = 20_000;

	private static final int LAST_PORT = 31_999;

	private static final int ATTEMPTS = 20;

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1,
			new DefaultThreadFactory("discord-emulator", true), NioIoHandler.newFactory());

	private final EventLoop loop = this.group.next();

	private final ChannelGroup channels = new DefaultChannelGroup(this.loop);

	private final Map<String, HttpService> services = new ConcurrentHashMap<>();

	private @Nullable Channel listening;

	private @Nullable Socket reservation;

	private volatile int port;

	private boolean blackHole;

	public EventLoop loop() {
		return this.loop;
	}

	public int port() {
		return this.port;
	}

	public synchronized void listen(String host, int port, RestApi api, GatewayEntry gateway) {
		ServerBootstrap bootstrap = new ServerBootstrap().group(this.group)
			.channel(NioServerSocketChannel.class)
			.option(ChannelOption.SO_REUSEADDR, true)
			.option(ChannelOption.SO_BACKLOG, 1024)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ChannelInitializer<SocketChannel>() {
				@Override
				protected void initChannel(SocketChannel channel) {
					accept(channel, api, gateway);
				}
			});
		giveUpReservation();
		Channel listening = (port != 0) ? bootstrap.bind(host, port).syncUninterruptibly().channel()
				: bindToAny(bootstrap, host);
		this.listening = listening;
		this.port = ((InetSocketAddress) listening.localAddress()).getPort();
	}

	/**
	 * The ports that a system gives to whoever asks for any, it also gives to outgoing
	 * connections: one of these could take hold of it while connections are refused. So
	 * it is one of the others, if there is one.
	 */
	private static Channel bindToAny(ServerBootstrap bootstrap, String host) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT + 1);
			ChannelFuture bound = bootstrap.bind(host, port).awaitUninterruptibly();
			if (bound.isSuccess()) {
				return bound.channel();
			}
		}
		return bootstrap.bind(host, 0).syncUninterruptibly().channel();
	}

	private void accept(SocketChannel channel, RestApi api, GatewayEntry gateway) {
		this.channels.add(channel);
		if (this.blackHole) {
			channel.config().setAutoRead(false);
			return;
		}
		channel.pipeline()
			.addLast(new HttpServerCodec(MAX_LINE, MAX_LINE, MAX_LINE))
			.addLast(new HttpObjectAggregator(MAX_REQUEST))
			.addLast(new HttpServiceEntry(this.services))
			.addLast(new HttpEntry(api, gateway));
	}

	/**
	 * Serve paths beside Discord's.
	 */
	public void serve(String prefix, HttpService service) {
		this.services.put(prefix, service);
	}

	/**
	 * Accept new connections, but never answer on them. Those caught stay mute.
	 */
	public void blackHole(boolean enabled) {
		this.blackHole = enabled;
	}

	/**
	 * Stop listening and drop all connections. The port stays this emulator's.
	 */
	public synchronized void refuseConnections() {
		Channel channel = this.listening;
		if (channel != null) {
			SocketAddress address = channel.localAddress();
			channel.close().syncUninterruptibly();
			this.listening = null;
			reserve(address);
		}
		call(this.channels::close).syncUninterruptibly();
	}

	/**
	 * A socket that is bound but does not listen refuses connections, and keeps the
	 * system from giving the port to another.
	 */
	private void reserve(SocketAddress address) {
		Socket socket = new Socket();
		try {
			socket.setReuseAddress(true);
			socket.bind(address);
		}
		catch (IOException ex) {
			logger.debug("Port {} is not reserved", this.port, ex);
		}
		this.reservation = socket;
	}

	private void giveUpReservation() {
		Socket socket = this.reservation;
		this.reservation = null;
		if (socket != null) {
			try {
				socket.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	public boolean isClosed() {
		return this.group.isShuttingDown();
	}

	public synchronized boolean isListening() {
		return this.listening != null;
	}

	/**
	 * Run something on the emulator's thread and wait for it.
	 */
	public <T> T call(Callable<T> task) {
		try {
			return this.loop.inEventLoop() ? task.call() : this.loop.submit(task).get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while the emulator was at work", ex);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	public void run(Runnable task) {
		call(() -> {
			task.run();
			return this;
		});
	}

	public void close() {
		if (this.group.isShuttingDown()) {
			return;
		}
		refuseConnections();
		synchronized (this) {
			giveUpReservation();
		}
		this.group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
	}

}
