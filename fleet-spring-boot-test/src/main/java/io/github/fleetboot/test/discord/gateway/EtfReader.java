package io.github.fleetboot.test.discord.gateway;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what a client sends in Erlang's External Term Format. Keys must be binaries, and
 * terms must not be compressed.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway#using-etf-encoding">Using ETF
 * encoding</a>
 */
final class EtfReader {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private final ByteBuffer in;

	private EtfReader(ByteBuffer in) {
		this.in = in;
	}

	/**
	 * Read a term.
	 * @return the tree, or {@code null} if it is not a term a client may send
	 */
	static @Nullable JsonNode read(byte[] bytes) {
		EtfReader reader = new EtfReader(ByteBuffer.wrap(bytes));
		try {
			JsonNode tree = (reader.next() == EtfTag.VERSION) ? reader.term() : null;
			return reader.in.hasRemaining() ? null : tree;
		}
		catch (BufferUnderflowException | IllegalTermException ex) {
			return null;
		}
	}

	private JsonNode term() {
		int tag = next();
		return switch (tag) {
			case EtfTag.MAP -> map();
			case EtfTag.LIST -> list();
			case EtfTag.EMPTY_LIST -> NODES.arrayNode();
			case EtfTag.STRING -> bytes();
			case EtfTag.BINARY -> NODES.stringNode(text(size(this.in.getInt())));
			case EtfTag.SMALL_INTEGER -> NODES.numberNode(next());
			case EtfTag.INTEGER -> NODES.numberNode(this.in.getInt());
			case EtfTag.SMALL_BIG -> big();
			case EtfTag.FLOAT -> NODES.numberNode(this.in.getDouble());
			case EtfTag.ATOM, EtfTag.ATOM_UTF8 -> atom(text(Short.toUnsignedInt(this.in.getShort())));
			case EtfTag.SMALL_ATOM, EtfTag.SMALL_ATOM_UTF8 -> atom(text(next()));
			default -> throw new IllegalTermException();
		};
	}

	private ObjectNode map() {
		int size = size(this.in.getInt());
		ObjectNode map = NODES.objectNode();
		for (int i = 0; i < size; i++) {
			JsonNode key = (next() == EtfTag.BINARY) ? NODES.stringNode(text(size(this.in.getInt()))) : null;
			if (key == null) {
				throw new IllegalTermException();
			}
			map.set(key.stringValue(), term());
		}
		return map;
	}

	private ArrayNode list() {
		int size = size(this.in.getInt());
		ArrayNode list = NODES.arrayNode();
		for (int i = 0; i < size; i++) {
			list.add(term());
		}
		if (next() != EtfTag.EMPTY_LIST) {
			throw new IllegalTermException();
		}
		return list;
	}

	/**
	 * A list of small numbers, which Erlang writes as a string.
	 */
	private ArrayNode bytes() {
		int size = Short.toUnsignedInt(this.in.getShort());
		ArrayNode list = NODES.arrayNode();
		for (int i = 0; i < size; i++) {
			list.add(next());
		}
		return list;
	}

	private JsonNode big() {
		int size = next();
		int signum = (next() == 0) ? 1 : -1;
		byte[] magnitude = new byte[size(size)];
		for (int i = size - 1; i >= 0; i--) {
			magnitude[i] = this.in.get();
		}
		BigInteger value = new BigInteger(signum, magnitude);
		return (value.bitLength() < Long.SIZE) ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
	}

	private static JsonNode atom(String name) {
		return switch (name) {
			case "nil", "null" -> NODES.nullNode();
			case "true" -> NODES.booleanNode(true);
			case "false" -> NODES.booleanNode(false);
			default -> NODES.stringNode(name);
		};
	}

	private String text(int size) {
		byte[] bytes = new byte[size(size)];
		this.in.get(bytes);
		return new String(bytes, StandardCharsets.UTF_8);
	}

	private int next() {
		return Byte.toUnsignedInt(this.in.get());
	}

	/**
	 * A size that can be true: no part takes less than a byte.
	 */
	private int size(int size) {
		if (size < 0 || size > this.in.remaining()) {
			throw new IllegalTermException();
		}
		return size;
	}

	private static final class IllegalTermException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		IllegalTermException() {
			super(null, null, false, false);
		}

	}

}
