package io.github.fleetboot.ipc;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CborMessageConverter} and {@link MessageCodec}.
 */
class CborMessageConverterTests {

	private final CborMessageConverter converter = new CborMessageConverter();

	private final MessageCodec codec = new MessageCodec(this.converter);

	@Test
	void recordsAndGenericTypesSurvive() {
		List<Port> ports = List.of(new Port("Genoa", 3), new Port("Kiel", 5));
		ParameterizedTypeReference<List<Port>> type = new ParameterizedTypeReference<>() {
		};
		Message<?> message = this.converter.toMessage(ports, null);
		assertThat(message.getHeaders()).containsEntry(MessageHeaders.CONTENT_TYPE, "application/cbor");
		assertThat(this.converter.fromMessage(message, List.class, type)).isEqualTo(ports);
		assertThat(this.codec.decode(this.codec.encode(ports), type.getType())).isEqualTo(ports);
	}

	@Test
	void bytesPassRawAndOnlyAsBytes() {
		byte[] bytes = { 1, 2, 3 };
		Message<?> message = this.converter.toMessage(bytes, null);
		assertThat(message.getPayload()).isSameAs(bytes);
		assertThat(this.converter.fromMessage(message, byte[].class)).isSameAs(bytes);
		IpcContent content = this.codec.encode(bytes);
		assertThat(content.bytes()).isSameAs(bytes);
		assertThat(this.codec.decode(content, byte[].class)).isSameAs(bytes);
		assertThatExceptionOfType(MessageConversionException.class)
			.isThrownBy(() -> this.codec.decode(content, String.class))
			.withMessageContaining("byte[]");
	}

	@Test
	void nothingStandsForNull() {
		assertThat(this.codec.encode((Object) null).bytes()).isEmpty();
		assertThat(this.codec.decode(IpcContent.empty(), String.class)).isNull();
		assertThat(this.codec.decode(this.codec.encode("text"), Void.class)).isNull();
		assertThat((byte[]) this.codec.decode(this.codec.encode(new byte[0]), byte[].class)).isEmpty();
	}

	@Test
	void onlySimpleHeadersTravel() {
		Message<?> message = MessageBuilder.withPayload("text")
			.setHeader("tone", "low")
			.setHeader("count", 3)
			.setHeader("sure", true)
			.setHeader("other", new Object())
			.build();
		assertThat(this.codec.encode(message).headers()).isEqualTo(Map.of("tone", "low", "count", "3", "sure", "true"));
	}

	@Test
	void whatCannotBeConvertedSaysWhy() {
		assertThatExceptionOfType(MessageConversionException.class)
			.isThrownBy(() -> this.codec.decode(this.codec.encode("text"), Port.class))
			.withMessageContaining(Port.class.getName());
	}

	record Port(String name, int quays) {
	}

}
