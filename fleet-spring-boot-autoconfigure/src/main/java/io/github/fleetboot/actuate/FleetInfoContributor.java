package io.github.fleetboot.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.github.fleetboot.admiral.FleetStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * What the fleet is made of.
 *
 * @since 0.1.0
 */
public class FleetInfoContributor implements InfoContributor {

	/**
	 * How shards reach Discord: each cluster by itself.
	 */
	private static final String GATEWAY = "direct";

	private final Supplier<@Nullable FleetStatus> status;

	private final String jdaVersion;

	/**
	 * Create the contributor.
	 * @param status how the fleet fares
	 * @param jdaVersion the version of JDA
	 */
	public FleetInfoContributor(Supplier<@Nullable FleetStatus> status, String jdaVersion) {
		this.status = status;
		this.jdaVersion = jdaVersion;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Object> fleet = new LinkedHashMap<>();
		FleetStatus current = this.status.get();
		if (current != null) {
			fleet.put("name", current.name());
		}
		String version = getClass().getPackage().getImplementationVersion();
		if (version != null) {
			fleet.put("version", version);
		}
		fleet.put("jda", this.jdaVersion);
		fleet.put("gateway", GATEWAY);
		if (current != null) {
			fleet.put("shards", current.shards().total());
			fleet.put("clusters", current.clusters().size());
			fleet.put("services", current.services().stream().map(FleetStatus.Service::name).toList());
		}
		builder.withDetail("fleet", fleet);
	}

}
