package io.github.fleetboot.test.discord.gateway;

import java.util.Locale;

import io.github.fleetboot.test.discord.world.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How payloads are encoded, both ways.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/events/gateway#encoding-and-compression">Encoding
 * and compression</a>
 */
enum PayloadEncoding {

	JSON, ETF;

	/**
	 * The encoding of that name.
	 * @return the encoding, or {@code null} if there is none such
	 */
	static @Nullable PayloadEncoding named(String name) {
		return switch (name) {
			case "json" -> JSON;
			case "etf" -> ETF;
			default -> null;
		};
	}

	/**
	 * Read a payload.
	 * @return the tree, or {@code null} if it is not one in this encoding
	 */
	@Nullable JsonNode read(byte[] payload) {
		return (this == JSON) ? Json.parse(payload) : EtfReader.read(payload);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
