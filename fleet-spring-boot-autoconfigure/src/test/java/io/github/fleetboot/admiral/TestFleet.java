package io.github.fleetboot.admiral;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.admiral.FleetStatus.FleetState;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.IpcAdmission;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcHello;
import io.github.fleetboot.ipc.IpcHub;
import io.github.fleetboot.ipc.IpcLink;
import io.github.fleetboot.ipc.IpcLinkListener;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.ipc.socket.IpcOptions;
import io.github.fleetboot.ipc.socket.SocketIpc;
import org.jspecify.annotations.Nullable;

/**
 * An Admiral's hub and workers' ends of it, in one JVM.
 */
final class TestFleet implements AutoCloseable {

	private static final byte[] SECRET = "of the fleet".getBytes(StandardCharsets.UTF_8);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Map<WorkerId, IpcLink> links = new ConcurrentHashMap<>();

	private final List<FleetStatus.Cluster> clusters = new ArrayList<>();

	private final List<FleetStatus.Service> services = new ArrayList<>();

	private final List<IpcHandlers> handlers = new ArrayList<>();

	private final IpcHub hub;

	private final IpcTemplate template;

	TestFleet(Path directory, Object... beans) {
		this.hub = SocketIpc.openHub(directory, SECRET, IpcOptions.defaults(), (destination) -> {
			WorkerId worker = destination.worker();
			return (worker != null) ? List.of(worker) : List.of();
		}, new IpcAdmission() {

			@Override
			public @Nullable String refuse(IpcHello hello) {
				return null;
			}

			@Override
			public void connected(WorkerId id, IpcHello hello) {
			}

			@Override
			public void disconnected(WorkerId id, @Nullable Throwable cause) {
			}

		}, handlers(beans));
		this.template = new IpcTemplate(this.hub.link(), new CborMessageConverter(), PATIENCE);
	}

	private IpcHandlers handlers(Object... beans) {
		IpcHandlers created = new IpcHandlers(new CborMessageConverter(), 2, 1000);
		for (Object bean : beans) {
			created.registerControl(bean);
		}
		this.handlers.add(created);
		return created;
	}

	/**
	 * A worker that is live and has handlers.
	 */
	IpcTemplate join(WorkerId id, Object... beans) {
		add(id, WorkerState.LIVE, null);
		IpcLink link = SocketIpc.connect(this.hub.address(), new IpcHello(id, 0), SECRET, IpcOptions.defaults(),
				handlers(beans), new IpcLinkListener() {

					@Override
					public void lost(Throwable cause) {
					}

					@Override
					public void restored() {
					}

				});
		this.links.put(id, link);
		return new IpcTemplate(link, new CborMessageConverter(), PATIENCE);
	}

	void leave(WorkerId id) {
		this.links.remove(id).close();
	}

	/**
	 * A worker in the status.
	 */
	void add(WorkerId id, WorkerState state, @Nullable String failure) {
		switch (id.role()) {
			case CLUSTER -> this.clusters.add(new FleetStatus.Cluster(id.clusterNumber(), state, 7L, 0, 1, 0, 0, 0, 0,
					61.5, 0, 0.25, List.of(), failure, null));
			case SERVICE -> this.services
				.add(new FleetStatus.Service(id.name(), state, 8L, 0, 62.5, 2, 0.5, failure, null, null, null));
			default -> throw new IllegalArgumentException(id + " is no worker");
		}
	}

	FleetStatus status() {
		return new FleetStatus("test", FleetState.RUNNING, new FleetStatus.Shards(4, 4), this.clusters, this.services,
				new FleetStatus.Identify(1000, 871, 12.5, 1), List.of());
	}

	IpcTemplate template() {
		return this.template;
	}

	@Override
	public void close() {
		this.links.values().forEach(IpcLink::close);
		this.hub.close();
		this.handlers.forEach(IpcHandlers::close);
	}

}
