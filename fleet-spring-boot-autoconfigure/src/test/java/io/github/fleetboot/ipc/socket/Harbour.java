package io.github.fleetboot.ipc.socket;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import io.github.fleetboot.FleetRole;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.IpcAdmission;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcDirectory;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcHello;
import io.github.fleetboot.ipc.IpcHub;
import io.github.fleetboot.ipc.IpcLink;
import io.github.fleetboot.ipc.IpcLinkListener;
import io.github.fleetboot.ipc.IpcNoHandlerException;
import io.github.fleetboot.ipc.IpcTemplate;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A hub and its members in one JVM, for tests.
 */
final class Harbour implements AutoCloseable, IpcDirectory, IpcAdmission {

	static final byte[] SECRET = "of the fleet".getBytes(StandardCharsets.UTF_8);

	static final Duration PATIENCE = Duration.ofSeconds(10);

	final Set<WorkerId> planned = ConcurrentHashMap.newKeySet();

	final Map<WorkerId, String> absences = new ConcurrentHashMap<>();

	final BlockingQueue<String> events = new LinkedBlockingQueue<>();

	/** What the hub does before it finds out where a message goes. */
	volatile Runnable beforeResolving = () -> {
	};

	final IpcOptions options;

	final IpcHandlers admiralHandlers;

	final IpcHub hub;

	final IpcTemplate admiral;

	private final List<Member> open = new CopyOnWriteArrayList<>();

	Harbour(Path directory, boolean unix, IpcOptions options) {
		this.options = options;
		this.admiralHandlers = handlers();
		this.hub = SocketIpc.openHub(directory, SECRET, options, this, this, this.admiralHandlers, unix);
		this.admiral = new IpcTemplate(this.hub.link(), new CborMessageConverter(), PATIENCE);
	}

	static IpcHandlers handlers() {
		return new IpcHandlers(new CborMessageConverter(), 4, 10_000);
	}

	Member join(WorkerId id, Object... beans) {
		return joinAs(id, 0, beans);
	}

	Member joinAs(WorkerId id, int incarnation, Object... beans) {
		IpcHandlers handlers = handlers();
		for (Object bean : beans) {
			handlers.register(bean);
		}
		return join(id, incarnation, handlers);
	}

	Member join(WorkerId id, int incarnation, IpcHandlers handlers) {
		this.planned.add(id);
		Member member = new Member(this.hub.address(), id, incarnation, this.options, handlers);
		if (this.options.shortcutAfter() == 1) {
			this.open.forEach((other) -> {
				other.useShortcutTo(member);
				member.useShortcutTo(other);
			});
		}
		this.open.add(member);
		return member;
	}

	@Override
	public Collection<WorkerId> resolve(IpcDestination destination) {
		this.beforeResolving.run();
		WorkerId worker = destination.worker();
		if (worker != null) {
			return (worker.role() == FleetRole.ADMIRAL || this.planned.contains(worker)) ? List.of(worker) : List.of();
		}
		List<WorkerId> clusters = new ArrayList<>(
				this.planned.stream().filter((id) -> id.role() == FleetRole.CLUSTER).toList());
		return switch (destination.kind()) {
			case ALL_CLUSTERS -> clusters;
			case EVERYONE -> {
				Set<WorkerId> all = new LinkedHashSet<>(this.planned);
				all.add(WorkerId.admiral());
				yield all;
			}
			default -> List.of(WorkerId.cluster((int) (Long.parseLong(destination.target()) % clusters.size())));
		};
	}

	@Override
	public @Nullable String absence(WorkerId member) {
		return this.absences.get(member);
	}

	@Override
	public @Nullable String refuse(IpcHello hello) {
		return this.planned.contains(hello.id()) ? null : "not planned";
	}

	@Override
	public void connected(WorkerId id, IpcHello hello) {
		this.events.add(id + " connected");
	}

	@Override
	public void disconnected(WorkerId id, @Nullable Throwable cause) {
		this.events.add(id + " disconnected");
	}

	@Override
	public void close() {
		this.open.forEach(Member::close);
		this.hub.close();
		this.admiralHandlers.close();
	}

	/**
	 * One worker.
	 */
	static final class Member implements AutoCloseable, IpcLinkListener {

		final BlockingQueue<String> events = new LinkedBlockingQueue<>();

		final IpcHandlers handlers;

		final IpcLink link;

		final IpcTemplate template;

		Member(String address, WorkerId id, int incarnation, IpcOptions options, IpcHandlers handlers) {
			this.handlers = handlers;
			this.link = SocketIpc.connect(address, new IpcHello(id, incarnation), SECRET, options, this.handlers, this);
			this.template = new IpcTemplate(this.link, new CborMessageConverter(), PATIENCE);
		}

		/** Ask the other one until a shortcut is there. */
		void useShortcutTo(Member other) {
			IpcDestination destination = IpcDestination.worker(other.link.self());
			if (!this.link.isConnected() || !other.link.isConnected()) {
				return;
			}
			Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> {
				assertThatExceptionOfType(IpcNoHandlerException.class).isThrownBy(
						() -> this.template.convertSendAndReceive(destination.route("not.there"), "", String.class));
				return shortcuts().leadTo(destination);
			});
		}

		Shortcuts shortcuts() {
			return ((SocketLink) this.link).shortcuts();
		}

		@Override
		public void lost(Throwable cause) {
			this.events.add("lost");
		}

		@Override
		public void restored() {
			this.events.add("restored");
		}

		@Override
		public void refused(String reason) {
			this.events.add("refused: " + reason);
		}

		@Override
		public void close() {
			this.link.close();
			this.handlers.close();
		}

	}

}
