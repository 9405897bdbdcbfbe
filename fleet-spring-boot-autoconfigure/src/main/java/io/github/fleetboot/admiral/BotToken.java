package io.github.fleetboot.admiral;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.fleetboot.protocol.PropertySourceRecord;
import io.github.fleetboot.protocol.PropertySourceRecord.Position;

/**
 * The bot's token, and what would tell it to a worker that has no use for it. Its text
 * form does not.
 *
 * @param value the token, without a prefix
 * @since 0.1.0
 */
public record BotToken(String value) {

	private static final String PROPERTY = "fleet.discord.token";

	/**
	 * Discord's have some 70 characters. What an emulator is given may be part of any
	 * word.
	 */
	private static final int UNMISTAKABLE = 40;

	/**
	 * A configuration that does not tell it. What the owner meant for workers alone stays
	 * as it is.
	 * @param snapshot the configuration
	 * @return the configuration without it, in which its property is blank
	 */
	public ConfigurationSnapshot hideFrom(ConfigurationSnapshot snapshot) {
		List<PropertySourceRecord> sources = new ArrayList<>();
		for (PropertySourceRecord source : snapshot.propertySources()) {
			boolean meant = source.position() == Position.WORKER;
			sources.add(meant ? source
					: new PropertySourceRecord(source.name(), source.position(), withoutIt(source.properties())));
		}
		sources.add(Math.min(1, sources.size()),
				new PropertySourceRecord("fleetToken", Position.WORKER, Map.of(PROPERTY, "")));
		return new ConfigurationSnapshot(snapshot.activeProfiles(), sources);
	}

	/**
	 * Remove the environment variables that tell it.
	 * @param variables names and values
	 */
	public void hideFrom(Map<String, String> variables) {
		variables.values().removeIf(this::isToldBy);
	}

	private Map<String, String> withoutIt(Map<String, String> properties) {
		Map<String, String> others = new HashMap<>(properties);
		hideFrom(others);
		return others;
	}

	private boolean isToldBy(String text) {
		if (this.value.length() >= UNMISTAKABLE) {
			return text.contains(this.value);
		}
		return !this.value.isEmpty() && text.trim().replaceFirst("(?i)^bot ", "").trim().equals(this.value);
	}

	@Override
	public String toString() {
		return "BotToken[******]";
	}

}
