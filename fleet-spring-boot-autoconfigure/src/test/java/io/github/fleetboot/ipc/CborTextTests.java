package io.github.fleetboot.ipc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.cbor.CBORMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CborText}.
 */
class CborTextTests {

	private final CBORMapper mapper = new CBORMapper();

	static Stream<String> texts() {
		Stream<String> lengths = IntStream.of(0, 1, 23, 24, 255, 256, 3_996, 65_535, 65_536, 200_000)
			.mapToObj("x"::repeat);
		return Stream.concat(lengths,
				Stream.of("why? because", "schön", "Ŀ?", "日本語?", "\uD83D\uDE00?", "\u0000", "\uFFFF", "\uFFFD"));
	}

	@ParameterizedTest
	@MethodSource("texts")
	void writesWhatAMapperReads(String text) {
		byte[] written = CborText.write(text);
		assertThat(written).isNotNull();
		assertThat(this.mapper.readValue(written, String.class)).isEqualTo(text);
		assertThat(CborText.read(written)).isEqualTo("\uFFFD".equals(text) ? null : text);
	}

	@ParameterizedTest
	@MethodSource("texts")
	void readsWhatAMapperWritesInOnePiece(String text) {
		byte[] written = this.mapper.writeValueAsBytes(text);
		boolean pieces = written[0] == 0x7F;
		assertThat(CborText.read(written)).isEqualTo((pieces || "\uFFFD".equals(text)) ? null : text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\uD83D", "\uDE00\uD83D", "x\uD83Dx", "\uD83F", "? \uDC3F" })
	void doesNotWriteASurrogateWithoutItsPartner(String text) {
		assertThat(CborText.write(text)).isNull();
	}

	@Test
	void doesNotReadWhatIsNoText() {
		assertThat(CborText.read(new byte[0])).isNull();
		assertThat(CborText.read(this.mapper.writeValueAsBytes(24))).isNull();
		assertThat(CborText.read(this.mapper.writeValueAsBytes(new byte[] { 1, 2, 3 }))).isNull();
		assertThat(CborText.read(this.mapper.writeValueAsBytes(null))).isNull();
	}

	@Test
	void doesNotReadWhatHasAnotherLength() {
		for (String text : new String[] { "sail", "x".repeat(30), "x".repeat(300), "x".repeat(70_000) }) {
			byte[] written = CborText.write(text);
			assertThat(written).isNotNull();
			for (int length = 0; length < Math.min(written.length, 40); length++) {
				assertThat(CborText.read(Arrays.copyOf(written, length))).isNull();
			}
			assertThat(CborText.read(Arrays.copyOf(written, written.length + 1))).isNull();
		}
		assertThat(CborText.read(new byte[] { 0x7A, -1, -1, -1, -1 })).isNull();
		assertThat(CborText.read(new byte[] { 0x7B, 0, 0, 0, 0, 0, 0, 0, 0 })).isNull();
	}

	@Test
	void doesNotReadWhatIsNoUtf8() {
		byte[] bytes = "x\u00E4".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(CborText.read(new byte[] { 0x62, bytes[0], bytes[1] })).isNull();
	}

}
