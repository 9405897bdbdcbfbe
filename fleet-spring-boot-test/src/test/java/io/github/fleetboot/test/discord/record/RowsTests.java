package io.github.fleetboot.test.discord.record;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows of numbers, few and many.
 */
class RowsTests {

	@Test
	void aViewHoldsTheRowsThereWere() {
		Rows rows = Rows.unlimited();
		assertThat(rows.view().size()).isZero();
		for (int i = 0; i < 10_000; i++) {
			rows.add(i, -i, 2L * i, i);
		}
		Rows.View view = rows.view();
		rows.add(1, 2, 3, 4);
		assertThat(view.size()).isEqualTo(10_000);
		assertThat(view.get(9_999, 1)).isEqualTo(-9_999);
		assertThat(view.get(4096, 2)).isEqualTo(8192);
		assertThat(rows.view().get(10_000, 3)).isEqualTo(4);
		assertThat(rows.forgotten()).isZero();
	}

	@Test
	void theOldestAreForgottenAndOldViewsStay() {
		Rows rows = Rows.last(4096);
		for (int i = 0; i < 8192; i++) {
			rows.add(i, 0, 0, 0);
		}
		Rows.View before = rows.view();
		rows.add(8192, 0, 0, 0);
		assertThat(rows.forgotten()).isEqualTo(4096);
		assertThat(rows.size()).isEqualTo(4097);
		assertThat(rows.view().get(0, 0)).isEqualTo(4096);
		assertThat(before.get(0, 0)).isZero();
	}

	@Test
	void twoNumbersFitInOne() {
		for (int high : new int[] { 0, -1, 7, Integer.MAX_VALUE }) {
			for (int low : new int[] { 0, -1, 7, Integer.MIN_VALUE }) {
				assertThat(Packed.high(Packed.of(high, low))).isEqualTo(high);
				assertThat(Packed.low(Packed.of(high, low))).isEqualTo(low);
			}
		}
	}

}
