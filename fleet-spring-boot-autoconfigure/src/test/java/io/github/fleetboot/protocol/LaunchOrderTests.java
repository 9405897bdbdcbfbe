package io.github.fleetboot.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.protocol.PropertySourceRecord.Position;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LaunchOrder}.
 */
class LaunchOrderTests {

	private static final String LONG = "ü".repeat(100_000);

	private final LaunchOrder order = new LaunchOrder(WorkerId.cluster(2), 4, "/run/fleet.sock", new byte[] { 1, 2, 3 },
			List.of("prod", "fleet-cluster"),
			List.of(new PropertySourceRecord("commandLineArgs", Position.OVERRIDE,
					Map.of("token", "geheim", "é", LONG)),
					new PropertySourceRecord("defaultProperties", Position.DEFAULT, Map.of())),
			new ShardRange(4, 7), 16);

	@Test
	void whatIsWrittenIsRead() throws IOException {
		ByteArrayInputStream stream = new ByteArrayInputStream(write(this.order));
		LaunchOrder read = LaunchOrder.readFrom(stream);
		assertThat(read).usingRecursiveComparison().isEqualTo(this.order);
		assertThat(stream.available()).isZero();
	}

	@Test
	void aServiceHasNoShards() throws IOException {
		LaunchOrder service = new LaunchOrder(WorkerId.service("a"), 0, "", new byte[0], List.of(), List.of(), null, 0);
		assertThat(LaunchOrder.readFrom(new ByteArrayInputStream(write(service)))).usingRecursiveComparison()
			.isEqualTo(service);
	}

	@Test
	void notOneByteMoreIsRead() throws IOException {
		byte[] frame = write(this.order);
		ByteArrayInputStream stream = new ByteArrayInputStream(Arrays.copyOf(frame, frame.length + 5));
		LaunchOrder.readFrom(stream);
		assertThat(stream.available()).isEqualTo(5);
	}

	@Test
	void fieldsOfALaterReleaseAreIgnored() throws IOException {
		byte[] frame = write(this.order);
		byte[] longer = Arrays.copyOf(frame, frame.length + 3);
		ByteBuffer.wrap(longer).putInt(8, frame.length - 12 + 3);
		assertThat(LaunchOrder.readFrom(new ByteArrayInputStream(longer))).usingRecursiveComparison()
			.isEqualTo(this.order);
	}

	@Test
	void itsTextHoldsNoSecret() {
		assertThat(this.order.toString()).contains("cluster-2").doesNotContain("geheim").doesNotContain("1, 2, 3");
	}

	@Test
	void theSecretCannotBeChanged() {
		this.order.secret()[0] = 9;
		assertThat(this.order.secret()).startsWith(1);
	}

	@Test
	void anythingElseIsRefused() {
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> LaunchOrder.readFrom(new ByteArrayInputStream("hello, world".getBytes())))
			.withMessageContaining("begins with");
	}

	@Test
	void anotherVersionIsRefused() throws IOException {
		byte[] frame = write(this.order);
		ByteBuffer.wrap(frame).putInt(4, 9);
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> LaunchOrder.readFrom(new ByteArrayInputStream(frame)))
			.withMessageContaining("version 9");
	}

	@Test
	void aTruncatedOrderIsNoOrder() throws IOException {
		byte[] frame = write(this.order);
		for (int length : new int[] { 0, 3, 11, 40, frame.length - 1 }) {
			assertThatExceptionOfType(EOFException.class)
				.isThrownBy(() -> LaunchOrder.readFrom(new ByteArrayInputStream(frame, 0, length)));
		}
	}

	@Test
	void aLengthThatCannotBeIsRefused() throws IOException {
		byte[] frame = write(this.order);
		ByteBuffer.wrap(frame).putInt(12, Integer.MAX_VALUE);
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> LaunchOrder.readFrom(new ByteArrayInputStream(frame)));
		ByteBuffer.wrap(frame).putInt(8, -1);
		assertThatExceptionOfType(FleetException.class)
			.isThrownBy(() -> LaunchOrder.readFrom(new ByteArrayInputStream(frame)));
	}

	private static byte[] write(LaunchOrder order) throws IOException {
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		order.writeTo(stream);
		return stream.toByteArray();
	}

}
