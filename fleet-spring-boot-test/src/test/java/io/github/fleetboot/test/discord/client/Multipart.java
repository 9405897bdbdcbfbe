package io.github.fleetboot.test.discord.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message with files.
 *
 * @see <a href="https://docs.discord.com/developers/reference#uploading-files">Uploading
 * files</a>
 */
final class Multipart {

	private static final String BOUNDARY = "boundary";

	private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

	private int files;

	Multipart(String payloadJson) {
		part("name=\"payload_json\"", "application/json", payloadJson.getBytes(StandardCharsets.UTF_8));
	}

	Multipart file(String name, String contentType, byte[] content) {
		part("name=\"files[%d]\"; filename=\"%s\"".formatted(this.files++, name), contentType, content);
		return this;
	}

	private void part(String disposition, String contentType, byte[] content) {
		write("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: "
				+ contentType + "\r\n\r\n");
		this.parts.writeBytes(content);
		write("\r\n");
	}

	private void write(String text) {
		this.parts.writeBytes(text.getBytes(StandardCharsets.UTF_8));
	}

	String contentType() {
		return "multipart/form-data; boundary=" + BOUNDARY;
	}

	byte[] bytes() {
		ByteArrayOutputStream whole = new ByteArrayOutputStream();
		whole.writeBytes(this.parts.toByteArray());
		whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
		return whole.toByteArray();
	}

}
