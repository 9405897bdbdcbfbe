package io.github.fleetboot.ipc.socket;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LongMap}.
 */
class LongMapTests {

	@Test
	void behavesLikeAHashMap() {
		Random random = new Random(7);
		LongMap<String> map = new LongMap<>();
		Map<Long, String> expected = new HashMap<>();
		for (int i = 0; i < 100_000; i++) {
			long key = random.nextInt(500) - 250;
			if (random.nextInt(5) < 3) {
				map.put(key, "v" + i);
				expected.put(key, "v" + i);
			}
			else {
				assertThat(map.remove(key)).isEqualTo(expected.remove(key));
			}
			assertThat(map.size()).isEqualTo(expected.size());
			assertThat(map.get(key)).isEqualTo(expected.get(key));
		}
		List<String> values = new ArrayList<>();
		map.forEach(values::add);
		assertThat(values).containsExactlyInAnyOrderElementsOf(expected.values());
		map.clear();
		assertThat(map.isEmpty()).isTrue();
		assertThat(map.get(1)).isNull();
	}

}
