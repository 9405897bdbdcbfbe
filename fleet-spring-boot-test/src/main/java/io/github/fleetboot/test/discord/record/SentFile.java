package io.github.fleetboot.test.discord.record;

/**
 * A file the bot has sent with a message.
 *
 * @since 0.1.0
 */
public final class SentFile {

	private final String filename;

	private final String contentType;

	private final byte[] bytes;

	/**
	 * Create a file.
	 * @param filename its name
	 * @param contentType its type, such as {@code image/png}
	 * @param bytes its content
	 */
	public SentFile(String filename, String contentType, byte[] bytes) {
		this.filename = filename;
		this.contentType = contentType;
		this.bytes = bytes.clone();
	}

	/**
	 * The file's name, as Discord keeps it.
	 * @return the name
	 */
	public String filename() {
		return this.filename;
	}

	/**
	 * The file's type.
	 * @return the type, such as {@code image/png}
	 */
	public String contentType() {
		return this.contentType;
	}

	/**
	 * The file's size.
	 * @return the number of bytes
	 */
	public int size() {
		return this.bytes.length;
	}

	/**
	 * The file's content.
	 * @return a copy of the bytes
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	@Override
	public String toString() {
		return this.filename + " (" + this.contentType + ", " + this.bytes.length + " bytes)";
	}

}
