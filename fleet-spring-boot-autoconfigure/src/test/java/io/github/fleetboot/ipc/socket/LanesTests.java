package io.github.fleetboot.ipc.socket;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Lanes}.
 */
class LanesTests {

	private final Lanes lanes = new Lanes();

	private final List<String> sent = new ArrayList<>();

	@Test
	void whatFollowsALargeMessageWaitsForItsEnd() {
		this.lanes.pass("a", 1, () -> this.sent.add("small 1"));
		this.lanes.occupy("a", 100, () -> this.sent.add("large 1"));
		this.lanes.pass("a", 1, () -> this.sent.add("small 2"));
		this.lanes.occupy("a", 100, () -> this.sent.add("large 2"));
		this.lanes.pass("a", 1, () -> this.sent.add("small 3"));
		this.lanes.pass("b", 1, () -> this.sent.add("elsewhere"));
		assertThat(this.sent).containsExactly("small 1", "large 1", "elsewhere");
		assertThat(this.lanes.waiting()).isEqualTo(102);
		this.lanes.free("a");
		assertThat(this.sent).endsWith("elsewhere", "small 2", "large 2");
		this.lanes.free("a");
		assertThat(this.sent).endsWith("large 2", "small 3");
		assertThat(this.lanes.waiting()).isZero();
		this.lanes.free("a");
		this.lanes.pass("a", 1, () -> this.sent.add("small 4"));
		assertThat(this.sent).endsWith("small 3", "small 4");
	}

	@Test
	void largeMessageThatEndsAtOnceLetsTheRestPass() {
		this.lanes.occupy("a", 100, () -> this.sent.add("large 1"));
		this.lanes.occupy("a", 100, () -> this.lanes.free("a"));
		this.lanes.pass("a", 1, () -> this.sent.add("small"));
		this.lanes.free("a");
		assertThat(this.sent).containsExactly("large 1", "small");
		this.lanes.pass("a", 1, () -> this.sent.add("next"));
		assertThat(this.sent).endsWith("next");
	}

}
