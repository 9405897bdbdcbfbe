package io.github.fleetboot.actuate;

import java.util.List;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.FleetService;
import io.github.fleetboot.WorkerId;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link FleetAction}.
 */
class FleetActionTests {

	private final FleetOperations fleet = mock(FleetOperations.class);

	@Test
	void workersAreNamedByClusterServiceShardOrGuild() {
		given(this.fleet.ownerOfShard(12)).willReturn(WorkerId.cluster(3));
		given(this.fleet.ownerOfGuild(81384788765712384L)).willReturn(WorkerId.cluster(4));
		new FleetAction(this.fleet, 1, null, null, null, true, null, null).begin("restart");
		new FleetAction(this.fleet, null, "languages", null, null, false, null, null).begin("shutdown");
		new FleetAction(this.fleet, null, null, 12, null, false, null, null).begin("start");
		new FleetAction(this.fleet, null, null, null, 81384788765712384L, false, null, null).begin("restart");
		new FleetAction(this.fleet, null, null, null, null, false, null, null).begin("restart");
		then(this.fleet).should().restart(List.of(WorkerId.cluster(1)), true);
		then(this.fleet).should().shutdown(List.of(WorkerId.service("languages")), false);
		then(this.fleet).should().start(List.of(WorkerId.cluster(3)));
		then(this.fleet).should().restart(List.of(WorkerId.cluster(4)), false);
		then(this.fleet).should().restart(List.of(), false);
	}

	@Test
	void servicesAreCreatedAndOperationsAborted() {
		new FleetAction(this.fleet, null, "search", null, null, false, null, null).begin("create");
		new FleetAction(this.fleet, null, null, null, null, false, "restart-2", null).begin("abort");
		then(this.fleet).should().createService("search");
		then(this.fleet).should().abort("restart-2");
	}

	@Test
	void aServiceIsCreatedOfAClassOnlyIfThatIsAnnotated() {
		create(Harbour.class.getName());
		then(this.fleet).should().createService("harbour", Harbour.class);
		for (String name : List.of("java.lang.Thread", getClass().getName(), "no.such.Type", "not a name", "")) {
			assertThatExceptionOfType(FleetException.class).isThrownBy(() -> create(name))
				.withMessage("There is no class '%s' with @FleetService.", name);
		}
		then(this.fleet).shouldHaveNoMoreInteractions();
	}

	private void create(String type) {
		new FleetAction(this.fleet, null, "harbour", null, null, false, null, type).begin("create");
	}

	@Test
	void whatMakesNoSenseIsRefusedWithoutBeingDone() {
		assertInvalid(new FleetAction(this.fleet, 1, "languages", null, null, false, null, null), "restart",
				"Name one of");
		assertInvalid(new FleetAction(this.fleet, -1, null, null, null, false, null, null), "restart", "'-1'");
		assertInvalid(new FleetAction(this.fleet, null, "a b", null, null, false, null, null), "shutdown", "'a b'");
		assertInvalid(new FleetAction(this.fleet, null, null, null, null, false, null, null), "create", "'service'");
		assertInvalid(new FleetAction(this.fleet, null, null, null, null, false, " ", null), "abort", "'operation'");
		then(this.fleet).shouldHaveNoInteractions();
	}

	@Test
	void otherActionsAreNone() {
		assertThat(new FleetAction(this.fleet, null, null, null, null, false, null, null).begin("sink")).isNull();
	}

	private static void assertInvalid(FleetAction action, String name, String reason) {
		assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(() -> action.begin(name))
			.satisfies((ex) -> assertThat(ex.getReason()).contains(reason));
	}

	@FleetService("other")
	static class Harbour {

		static {
			// Looking for the annotation must not run code of the class
			if (true) {
				throw new IllegalStateException("initialised");
			}
		}

	}

}
