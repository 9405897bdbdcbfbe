package io.github.fleetboot.ipc.socket;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Parking}.
 */
class ParkingTests {

	private static final WorkerId CLUSTER = WorkerId.cluster(0);

	private final Parking parking = new Parking(3, 100);

	@Test
	void messagesAreReleasedInOrder() {
		Parking.Parked first = parked(10, 10);
		Parking.Parked second = parked(10, 10);
		assertThat(this.parking.offer(CLUSTER, first)).isTrue();
		assertThat(this.parking.offer(WorkerId.cluster(1), parked(10, 10))).isTrue();
		assertThat(this.parking.offer(CLUSTER, second)).isTrue();
		List<Parking.Parked> released = new ArrayList<>();
		this.parking.release(CLUSTER, released::add);
		assertThat(released).containsExactly(first, second);
		this.parking.release(CLUSTER, released::add);
		assertThat(released).hasSize(2);
	}

	@Test
	void countAndBytesAreBounded() {
		assertThat(this.parking.offer(CLUSTER, parked(101, 10))).isFalse();
		assertThat(this.parking.offer(CLUSTER, parked(10, 10))).isTrue();
		assertThat(this.parking.offer(CLUSTER, parked(10, 10))).isTrue();
		assertThat(this.parking.offer(CLUSTER, parked(10, 10))).isTrue();
		assertThat(this.parking.offer(CLUSTER, parked(10, 10))).isFalse();
	}

	@Test
	void whatIsLateIsSweptAndWhatIsUnwantedForgotten() {
		Parking.Parked late = parked(10, 10);
		Parking.Parked early = parked(10, 30);
		this.parking.offer(CLUSTER, late);
		this.parking.offer(CLUSTER, early);
		List<Parking.Parked> expired = new ArrayList<>();
		this.parking.sweep(20, expired::add);
		assertThat(expired).containsExactly(late);
		assertThat(this.parking.isEmpty()).isFalse();
		this.parking.sweep(30, expired::add);
		assertThat(expired).containsExactly(late, early);
		assertThat(this.parking.isEmpty()).isTrue();
	}

	private static Parking.Parked parked(int size, long deadline) {
		Passage passage = new Passage(Frame.Kind.MESSAGE, 0, 0, 0, 0, 0, new byte[0], ByteBuffer.allocate(size), 0,
				size);
		return new Parking.Parked(passage, IpcDestination.ownerOfShard(0), deadline, null, null);
	}

}
