package io.github.fleetboot.protocol;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.fleetboot.ClusterReadyEvent;
import io.github.fleetboot.ClusterShutdownEvent;
import io.github.fleetboot.FleetEvent;
import io.github.fleetboot.FleetProgressEvent;
import io.github.fleetboot.FleetReadyEvent;
import io.github.fleetboot.ServiceReadyEvent;
import io.github.fleetboot.ServiceShutdownEvent;
import io.github.fleetboot.ShardConnectEvent;
import io.github.fleetboot.ShardDisconnectEvent;
import io.github.fleetboot.ShardReadyEvent;
import io.github.fleetboot.ShardResumeEvent;
import io.github.fleetboot.WorkerStateChangedEvent;
import io.github.fleetboot.stats.FleetStatsEvent;
import org.jspecify.annotations.Nullable;

/**
 * The events that travel from the Admiral to workers, by the names they have on the way.
 */
public final class EventTypes {

	private static final Map<String, Class<? extends FleetEvent>> TYPES = Stream
		.of(ClusterReadyEvent.class, ClusterShutdownEvent.class, FleetProgressEvent.class, FleetReadyEvent.class,
				FleetStatsEvent.class, ServiceReadyEvent.class, ServiceShutdownEvent.class, ShardConnectEvent.class,
				ShardDisconnectEvent.class, ShardReadyEvent.class, ShardResumeEvent.class,
				WorkerStateChangedEvent.class)
		.collect(Collectors.toUnmodifiableMap(EventTypes::nameOf, Function.identity()));

	private EventTypes() {
	}

	/**
	 * The name of a type on the way.
	 * @param type the type
	 * @return its simple name
	 */
	public static String nameOf(Class<? extends FleetEvent> type) {
		return type.getSimpleName();
	}

	/**
	 * The type of a name.
	 * @param name the name
	 * @return the type, {@code null} if this release has no such event
	 */
	public static @Nullable Class<? extends FleetEvent> named(String name) {
		return TYPES.get(name);
	}

}
