package io.github.fleetboot.ipc;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.fleetboot.WorkerId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link IpcDestination}.
 */
class IpcDestinationTests {

	@Test
	void addressesCanBeReadAgain() {
		for (IpcDestination destination : List.of(IpcDestination.admiral(), IpcDestination.cluster(12),
				IpcDestination.allClusters(), IpcDestination.service("words"), IpcDestination.everyone(),
				IpcDestination.ownerOfShard(3), IpcDestination.ownerOfGuild(-1L), IpcDestination.service("clusters"))) {
			IpcDestination read = IpcDestination.parse(destination.address());
			assertThat(read).isEqualTo(destination).hasSameHashCodeAs(destination);
			assertThat(read.kind()).isEqualTo(destination.kind());
			assertThat(read.target()).isEqualTo(destination.target());
		}
		assertThat(IpcDestination.ownerOfGuild(-1L).address()).isEqualTo("guild:18446744073709551615");
		for (String wrong : List.of("", "cluster", "shard:", "shard:-1", "guild:x", "service-", "all")) {
			assertThatIllegalArgumentException().isThrownBy(() -> IpcDestination.parse(wrong));
		}
	}

	@Test
	void routeIsPartOfTheIdentity() {
		IpcDestination routed = IpcDestination.cluster(1).route("a.b");
		assertThat(routed).hasToString("cluster-1/a.b").isNotEqualTo(IpcDestination.cluster(1));
		assertThat(routed.route("")).isEqualTo(IpcDestination.cluster(1)).hasToString("cluster-1");
		assertThatIllegalArgumentException().isThrownBy(() -> routed.route("r".repeat(1025)));
	}

	@Test
	void workerIsKnownWhereTheDestinationNamesOne() {
		assertThat(IpcDestination.worker(WorkerId.service("a")).worker()).isEqualTo(WorkerId.service("a"));
		assertThat(IpcDestination.admiral().worker()).isEqualTo(WorkerId.admiral());
		assertThat(IpcDestination.ownerOfShard(0).worker()).isNull();
		assertThat(IpcDestination.everyone().isBroadcast()).isTrue();
		assertThat(IpcDestination.ownerOfShard(0).isBroadcast()).isFalse();
	}

}
