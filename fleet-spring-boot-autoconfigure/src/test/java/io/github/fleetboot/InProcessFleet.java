package io.github.fleetboot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.IpcAdmission;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcDirectory;
import io.github.fleetboot.ipc.IpcHandlers;
import io.github.fleetboot.ipc.IpcHello;
import io.github.fleetboot.ipc.IpcHub;
import io.github.fleetboot.ipc.IpcLink;
import io.github.fleetboot.ipc.IpcLinkListener;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.ipc.socket.IpcOptions;
import io.github.fleetboot.ipc.socket.SocketIpc;

/**
 * A hub and links to it in one JVM, for tests of what uses them. The owner of a guild is
 * the cluster whose number is the remainder of its id.
 */
public final class InProcessFleet implements AutoCloseable, IpcDirectory, IpcAdmission {

	private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);

	private static final IpcOptions OPTIONS = IpcOptions.defaults().withMaxPayload(1 << 20);

	private final List<IpcLink> links = new ArrayList<>();

	private final List<IpcHandlers> handlers = new ArrayList<>();

	private final Set<Integer> clusters = new TreeSet<>();

	private final IpcHandlers admiral = new IpcHandlers(new CborMessageConverter(), 4, 10_000);

	private final IpcHub hub;

	public InProcessFleet(Path directory) {
		this.hub = SocketIpc.openHub(directory, SECRET, OPTIONS, this, this, this.admiral);
	}

	/**
	 * How the Admiral handles what it is sent.
	 */
	public IpcHandlers admiralHandlers() {
		return this.admiral;
	}

	public IpcLink admiralLink() {
		return this.hub.link();
	}

	/**
	 * A cluster that is planned, but never comes.
	 */
	public void plan(int cluster) {
		this.clusters.add(cluster);
	}

	public IpcLink join(int cluster, Object... handlers) {
		plan(cluster);
		IpcHandlers inbound = new IpcHandlers(new CborMessageConverter(), 4, 10_000);
		for (Object handler : handlers) {
			inbound.register(handler);
		}
		IpcLink link = SocketIpc.connect(this.hub.address(), new IpcHello(WorkerId.cluster(cluster), 0), SECRET,
				OPTIONS, inbound, new Listener());
		this.links.add(link);
		this.handlers.add(inbound);
		return link;
	}

	public void disconnect(int cluster) {
		this.hub.disconnect(WorkerId.cluster(cluster));
	}

	public static IpcTemplate template(IpcLink link, Duration timeout) {
		return new IpcTemplate(link, new CborMessageConverter(), timeout);
	}

	@Override
	public Collection<WorkerId> resolve(IpcDestination destination) {
		return switch (destination.kind()) {
			case ADMIRAL -> List.of(WorkerId.admiral());
			case ALL_CLUSTERS -> this.clusters.stream().map(WorkerId::cluster).toList();
			case GUILD_OWNER ->
				List.of(WorkerId.cluster((int) (Long.parseLong(destination.target()) % this.clusters.size())));
			case CLUSTER -> this.clusters.contains(Integer.valueOf(destination.target()))
					? List.of(WorkerId.cluster(Integer.parseInt(destination.target()))) : List.of();
			default -> List.of();
		};
	}

	@Override
	public String refuse(IpcHello hello) {
		return null;
	}

	@Override
	public void connected(WorkerId id, IpcHello hello) {
	}

	@Override
	public void disconnected(WorkerId id, Throwable cause) {
	}

	@Override
	public void close() {
		this.links.forEach(IpcLink::close);
		this.handlers.forEach(IpcHandlers::close);
		this.hub.close();
		this.admiral.close();
	}

	private static final class Listener implements IpcLinkListener {

		@Override
		public void lost(Throwable cause) {
		}

		@Override
		public void restored() {
		}

	}

}
