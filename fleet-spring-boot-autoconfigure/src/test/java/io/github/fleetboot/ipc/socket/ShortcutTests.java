package io.github.fleetboot.ipc.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcReplies;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link Shortcut}: when a user leaves.
 */
@Timeout(20)
class ShortcutTests {

	private static final WorkerId PORT = WorkerId.service("port");

	@TempDir
	private Path directory;

	private final IpcHandlers handlers = new IpcHandlers(new CborMessageConverter(), 1, 1);

	private final long now = System.nanoTime();

	private Selector selector;

	private ServerSocketChannel door;

	private SocketChannel other;

	private Connection connection;

	private MemberEnd end;

	@BeforeEach
	void connect() throws IOException {
		this.selector = Selector.open();
		this.door = Sockets.listen(this.directory, true);
		this.connection = new Connection(Sockets.connect(Sockets.address(this.door)), this.selector, new Buffers());
		this.other = this.door.accept();
		this.end = new MemberEnd(WorkerId.cluster(0), PORT, IpcOptions.defaults(), this.handlers);
		this.end.flushWith(() -> this.connection.flush(this.end.outbox()));
	}

	@AfterEach
	void close() throws IOException {
		this.connection.close();
		this.other.close();
		this.door.close();
		this.selector.close();
		this.handlers.close();
	}

	@Test
	void whoDoesNotUseItLeaves() {
		Shortcut shortcut = new Shortcut(PORT, true, this.connection, this.end);
		assertThat(shortcut.tick(later(59))).isFalse();
		assertThat(request(shortcut)).isTrue();
		this.end.gone("");
		assertThat(shortcut.tick(later(59))).isFalse();
		assertThat(shortcut.tick(later(118))).isFalse();
		assertThat(shortcut.isLeaving()).isFalse();
		assertThat(shortcut.tick(later(120))).isTrue();
		assertThat(shortcut.isLeaving()).isTrue();
		assertThat(request(shortcut)).isFalse();
	}

	@Test
	void whoWaitsForAReplyStays() {
		Shortcut shortcut = new Shortcut(PORT, true, this.connection, this.end);
		assertThat(request(shortcut)).isTrue();
		shortcut.leave();
		assertThat(shortcut.tick(later(1))).isFalse();
		assertThat(request(shortcut)).isFalse();
		this.end.tick(later(100));
		assertThat(shortcut.tick(later(100))).isTrue();
	}

	@Test
	void whoIsUsedWaitsForTheUserForAWhile() {
		Shortcut shortcut = new Shortcut(PORT, false, this.connection, this.end);
		assertThat(shortcut.tick(later(600))).isFalse();
		shortcut.askToLeave();
		assertThat(shortcut.tick(System.nanoTime() + Duration.ofSeconds(4).toNanos())).isFalse();
		assertThat(shortcut.tick(System.nanoTime() + Duration.ofSeconds(6).toNanos())).isTrue();
	}

	@Test
	void aDoorThatWasClosedMeanwhileLetsNobodyIn() throws IOException {
		Door closed = door();
		try (SocketChannel late = Sockets.connect(closed.address())) {
			closed.close();
			assertThatNoException().isThrownBy(closed::accept);
			assertThat(late.isConnected()).isTrue();
		}
	}

	@Test
	void whoCannotBeLetInIsTurnedAwayAndTheDoorRests() throws IOException {
		Door broken = door();
		try (SocketChannel one = Sockets.connect(broken.address());
				SocketChannel two = Sockets.connect(broken.address())) {
			Sockets.removeFile(broken.address());
			assertThat(this.selector.selectNow()).isOne();
			this.selector.selectedKeys().clear();
			broken.accept();
			one.configureBlocking(true);
			assertThat(one.read(ByteBuffer.allocate(1))).isEqualTo(-1);
			broken.tick(System.nanoTime());
			assertThat(this.selector.selectNow()).isZero();
			broken.tick(System.nanoTime() + Duration.ofSeconds(2).toNanos());
			assertThat(this.selector.selectNow()).isOne();
			assertThat(two.isConnected()).isTrue();
		}
		broken.close();
	}

	private Door door() throws IOException {
		return new Door(Sockets.address(this.door), this.selector, new Buffers(), new byte[8], Duration.ofSeconds(1),
				(peer, connection) -> {
					throw new IllegalStateException();
				});
	}

	private long later(long seconds) {
		return this.now + Duration.ofSeconds(seconds).toNanos();
	}

	private static boolean request(Shortcut shortcut) {
		return shortcut.request(IpcDestination.worker(PORT).route("any"), IpcContent.empty(), Duration.ofSeconds(90),
				new Unheard()) != null;
	}

	/**
	 * Nobody listens.
	 */
	private static final class Unheard implements IpcReplies {

		@Override
		public void reply(WorkerId source, IpcContent content) {
		}

		@Override
		public void failure(@Nullable WorkerId source, IpcException failure) {
		}

	}

}
