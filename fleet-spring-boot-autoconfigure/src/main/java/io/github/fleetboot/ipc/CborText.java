package io.github.fleetboot.ipc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A payload that is nothing but text, written and read as a whole: the JDK copies plain
 * text where a parser walks from character to character, which a JVM whose heap profile
 * is small does slowly. What it does not take is left to the mapper.
 */
final class CborText {

	private static final int MAJOR_TYPE = 3 << 5;

	private static final int LENGTH_IN_HEAD = 24;

	private static final int MAX_HEAD = 5;

	/** What the JDK writes for a surrogate without its partner. */
	private static final byte REPLACED = '?';

	/** What the JDK reads for bytes that are not UTF-8. */
	private static final char UNREADABLE = '\uFFFD';

	private CborText() {
	}

	/**
	 * Write a text.
	 * @param text the text
	 * @return the bytes, {@code null} if it is not well-formed
	 */
	static byte @Nullable [] write(String text) {
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		if (contains(utf8, REPLACED) && !isWellFormed(text)) {
			return null;
		}
		ByteBuffer head = ByteBuffer.allocate(MAX_HEAD);
		int length = utf8.length;
		if (length < LENGTH_IN_HEAD) {
			head.put((byte) (MAJOR_TYPE | length));
		}
		else if (length <= 0xFF) {
			head.put((byte) (MAJOR_TYPE | LENGTH_IN_HEAD)).put((byte) length);
		}
		else if (length <= 0xFFFF) {
			head.put((byte) (MAJOR_TYPE | (LENGTH_IN_HEAD + 1))).putShort((short) length);
		}
		else {
			head.put((byte) (MAJOR_TYPE | (LENGTH_IN_HEAD + 2))).putInt(length);
		}
		byte[] result = new byte[head.position() + length];
		System.arraycopy(head.array(), 0, result, 0, head.position());
		System.arraycopy(utf8, 0, result, head.position(), length);
		return result;
	}

	private static boolean contains(byte[] bytes, byte wanted) {
		for (byte next : bytes) {
			if (next == wanted) {
				return true;
			}
		}
		return false;
	}

	private static boolean isWellFormed(String text) {
		for (int at = 0; at < text.length(); at++) {
			char next = text.charAt(at);
			if (Character.isSurrogate(next)) {
				boolean pair = at + 1 < text.length() && Character.isSurrogatePair(next, text.charAt(at + 1));
				if (!pair) {
					return false;
				}
				at++;
			}
		}
		return true;
	}

	/**
	 * Read a text.
	 * @param bytes the payload
	 * @return the text, {@code null} if this is something else, or in several pieces, or
	 * perhaps no UTF-8
	 */
	static @Nullable String read(byte[] bytes) {
		if (bytes.length == 0 || (bytes[0] & 0xE0) != MAJOR_TYPE) {
			return null;
		}
		int code = bytes[0] & 0x1F;
		int further = switch (code) {
			case LENGTH_IN_HEAD -> 1;
			case LENGTH_IN_HEAD + 1 -> 2;
			case LENGTH_IN_HEAD + 2 -> 4;
			default -> 0;
		};
		if (code > LENGTH_IN_HEAD + 2 || bytes.length < 1 + further) {
			return null;
		}
		int length = (further == 0) ? code : 0;
		for (int at = 1; at <= further; at++) {
			length = (length << Byte.SIZE) | (bytes[at] & 0xFF);
		}
		if (length != bytes.length - 1 - further) {
			return null;
		}
		String text = new String(bytes, 1 + further, length, StandardCharsets.UTF_8);
		return (text.indexOf(UNREADABLE) < 0) ? text : null;
	}

}
