package io.github.fleetboot.test.discord.rest;

import org.jspecify.annotations.Nullable;

/**
 * A file of a multipart body.
 */
final class UploadedPart {

	private final String field;

	private final String filename;

	private final @Nullable String contentType;

	private final byte[] bytes;

	UploadedPart(String field, String filename, @Nullable String contentType, byte[] bytes) {
		this.field = field;
		this.filename = filename;
		this.contentType = contentType;
		this.bytes = bytes;
	}

	/**
	 * The {@code n} of {@code files[n]}, or -1 for another name.
	 */
	int number() {
		boolean numbered = this.field.matches("files\\[\\d{1,3}]");
		return numbered ? Integer.parseInt(this.field.substring("files[".length(), this.field.length() - 1)) : -1;
	}

	String filename() {
		return this.filename;
	}

	@Nullable String contentType() {
		return this.contentType;
	}

	byte[] bytes() {
		return this.bytes;
	}

}
