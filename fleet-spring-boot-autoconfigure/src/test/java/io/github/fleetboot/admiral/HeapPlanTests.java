package io.github.fleetboot.admiral;

import java.util.HashMap;
import java.util.Map;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HeapPlan}.
 */
class HeapPlanTests {

	private static final long MB = 1 << 20;

	private static final WorkerId FIRST = WorkerId.cluster(0);

	private static final WorkerId SECOND = WorkerId.cluster(1);

	private static final WorkerId SERVICE = WorkerId.service("search");

	@Test
	void whatTheAdmiralLeavesIsDividedWithRoomForOneMore() {
		HeapPlan plan = HeapPlan.divide(4096 * MB, 512 * MB, heaps(FIRST, null, SECOND, null, SERVICE, null),
				HeapPlan.LARGEST_HEAP);
		long share = (4096 - 512 - 112) / 4 - 112;
		assertThat(plan.heaps()).isEqualTo(Map.of(FIRST, share * MB, SECOND, share * MB, SERVICE, share * MB));
		assertThat(plan.sum()).contains("4096 MB in all").contains("Admiral 624 MB").contains("4 times");
	}

	@Test
	void aShareIsNoLargerThanAsked() {
		HeapPlan plan = HeapPlan.divide(4096 * MB, 512 * MB, heaps(FIRST, null, SERVICE, 2048 * MB), 100 * MB);
		assertThat(plan.heaps()).isEqualTo(Map.of(FIRST, 100 * MB, SERVICE, 2048 * MB));
	}

	@Test
	void aHeapThatIsSetIsTakenAway() {
		HeapPlan plan = HeapPlan.divide(2048 * MB, 256 * MB, heaps(FIRST, null, SERVICE, 128 * MB),
				HeapPlan.LARGEST_HEAP);
		assertThat(plan.heaps()).containsEntry(SERVICE, 128 * MB)
			.containsEntry(FIRST, ((2048 - 256 - 112 - 128 - 112) / 2 - 112) * MB);
	}

	@Test
	void withAllHeapsSetTheSpareIsAsLargeAsTheLargest() {
		Map<WorkerId, @Nullable Long> heaps = heaps(FIRST, 300 * MB, SERVICE, 100 * MB);
		long needed = (100 + 112) + (300 + 112) + (100 + 112) + (300 + 112);
		assertThat(HeapPlan.divide(needed * MB, 100 * MB, heaps, HeapPlan.LARGEST_HEAP).heaps()).containsEntry(FIRST,
				300 * MB);
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> HeapPlan.divide(needed * MB - 1, 100 * MB, heaps, HeapPlan.LARGEST_HEAP));
	}

	@Test
	void whatCannotFitIsRefusedWithNumbersAndACure() {
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(
					() -> HeapPlan.divide(512 * MB, 128 * MB, heaps(FIRST, null, SERVICE, null), HeapPlan.LARGEST_HEAP))
			.withMessageContaining("needs 720 MB")
			.withMessageContaining("there are 512 MB")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("fleet.clusters.heap"));
	}

	private static Map<WorkerId, @Nullable Long> heaps(Object... values) {
		Map<WorkerId, @Nullable Long> heaps = new HashMap<>();
		for (int index = 0; index < values.length; index += 2) {
			heaps.put((WorkerId) values[index], (Long) values[index + 1]);
		}
		return heaps;
	}

}
