package io.github.fleetboot.test.discord.gateway;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import tools.jackson.databind.JsonNode;

/**
 * Writes a tree in Erlang's External Term Format: keys and texts are binaries,
 * {@code null}, {@code true} and {@code false} are atoms.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway#using-etf-encoding">Using ETF
 * encoding</a>
 */
final class EtfWriter {

	private final ByteArrayOutputStream out;

	private EtfWriter(int size) {
		this.out = new ByteArrayOutputStream(size);
	}

	/**
	 * Write a tree.
	 * @param tree the tree
	 * @param size about how many bytes it will take
	 * @return the term, with its version in front
	 */
	static byte[] write(JsonNode tree, int size) {
		EtfWriter writer = new EtfWriter(size);
		writer.out.write(EtfTag.VERSION);
		writer.term(tree);
		return writer.out.toByteArray();
	}

	private void term(JsonNode node) {
		if (node.isObject()) {
			tagged(EtfTag.MAP, node.size());
			node.forEachEntry((key, value) -> {
				binary(key);
				term(value);
			});
		}
		else if (node.isArray()) {
			list(node);
		}
		else if (node.isString()) {
			binary(node.stringValue());
		}
		else if (node.isIntegralNumber()) {
			integer(node.bigIntegerValue());
		}
		else if (node.isNumber()) {
			this.out.write(EtfTag.FLOAT);
			this.out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(node.doubleValue()).array());
		}
		else {
			atom(node.isBoolean() ? Boolean.toString(node.booleanValue()) : "nil");
		}
	}

	private void list(JsonNode list) {
		if (!list.isEmpty()) {
			tagged(EtfTag.LIST, list.size());
			list.forEach(this::term);
		}
		this.out.write(EtfTag.EMPTY_LIST);
	}

	private void binary(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		tagged(EtfTag.BINARY, bytes.length);
		this.out.writeBytes(bytes);
	}

	private void atom(String name) {
		this.out.write(EtfTag.ATOM);
		this.out.write(0);
		this.out.write(name.length());
		this.out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
	}

	private void integer(BigInteger value) {
		if (value.signum() >= 0 && value.bitLength() <= Byte.SIZE) {
			this.out.write(EtfTag.SMALL_INTEGER);
			this.out.write(value.intValue());
		}
		else if (value.bitLength() < Integer.SIZE) {
			tagged(EtfTag.INTEGER, value.intValue());
		}
		else {
			byte[] magnitude = value.abs().toByteArray();
			int start = (magnitude[0] == 0) ? 1 : 0;
			this.out.write(EtfTag.SMALL_BIG);
			this.out.write(magnitude.length - start);
			this.out.write((value.signum() < 0) ? 1 : 0);
			for (int i = magnitude.length - 1; i >= start; i--) {
				this.out.write(magnitude[i]);
			}
		}
	}

	private void tagged(int tag, int number) {
		this.out.write(tag);
		this.out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
	}

}
