package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is answered when a session asks for members, or for something else about a guild.
 */
class MemberRequestTests {

	private static final int GUILDS = 1;

	private static final int MEMBERS = 1 << 1;

	private static final int VOICE = 1 << 7;

	private static final int PRESENCES = 1 << 8;

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder()
		.membersPerGuild(1202)
		.maxConcurrency(16)
		.identifyWindow(Duration.ofNanos(1));

	private static GatewayClient connect(DiscordEmulator discord, int intents) {
		GatewayClient client = GatewayClient.connect(discord).identify(0, 1, intents);
		client.await("GUILD_CREATE");
		return client;
	}

	private static GatewayClient ask(GatewayClient client, DiscordEmulator discord, String fields) {
		return client.send("{\"op\":8,\"d\":{\"guild_id\":\"" + discord.guild(0).id() + "\"," + fields + "}}");
	}

	private static JsonNode chunk(GatewayClient client) {
		return client.await("GUILD_MEMBERS_CHUNK").path("d");
	}

	private static List<String> ids(JsonNode chunk) {
		return chunk.path("members")
			.valueStream()
			.map((member) -> member.path("user").path("id").stringValue())
			.toList();
	}

	@Test
	void theWholeListNeedsItsIntent() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient without = connect(discord, GUILDS);
				GatewayClient with = connect(discord, GUILDS | MEMBERS)) {
			ask(without, discord, "\"query\":\"\",\"limit\":0").awaitSilence();
			ask(without, discord, "\"query\":\"\",\"limit\":5").awaitSilence();
			ask(with, discord, "\"query\":\"\",\"limit\":0,\"nonce\":\"n\"");
			JsonNode first = chunk(with);
			JsonNode second = chunk(with);
			assertThat(first.path("members").size()).isEqualTo(1000);
			assertThat(second.path("members").size()).isEqualTo(202);
			assertThat(first.path("chunk_index").intValue()).isZero();
			assertThat(second.path("chunk_index").intValue()).isOne();
			assertThat(second.path("chunk_count").intValue()).isEqualTo(2);
			assertThat(first.path("nonce").stringValue()).isEqualTo("n");
			assertThat(first.has("presences")).isFalse();
			assertThat(ids(first)).doesNotContainAnyElementsOf(ids(second));
			ask(with, discord, "\"query\":\"\",\"limit\":5");
			assertThat(chunk(with).path("members").size()).isEqualTo(5);
		}
	}

	@Test
	void aPrefixFindsAHundredMembersAtMost() {
		try (DiscordEmulator discord = this.builder.start(); GatewayClient client = connect(discord, GUILDS)) {
			ask(client, discord, "\"query\":\"member0_11\",\"limit\":500");
			assertThat(chunk(client).path("members").size()).isEqualTo(100);
			ask(client, discord, "\"query\":\"member0_11\",\"limit\":3");
			assertThat(chunk(client).path("members").size()).isEqualTo(3);
			ask(client, discord, "\"query\":\"nobody\",\"limit\":3");
			JsonNode none = chunk(client);
			assertThat(none.path("members").isEmpty()).isTrue();
			assertThat(none.path("chunk_count").intValue()).isOne();
		}
	}

	@Test
	void aHundredUsersAreLookedUpAtMost() {
		try (DiscordEmulator discord = this.builder.start(); GatewayClient client = connect(discord, GUILDS)) {
			String ids = IntStream.range(0, 120)
				.mapToObj((member) -> "\"" + discord.guild(0).memberId(member) + "\"")
				.collect(Collectors.joining(","));
			ask(client, discord, "\"user_ids\":[" + ids + "]");
			JsonNode many = chunk(client);
			assertThat(many.path("members").size()).isEqualTo(100);
			assertThat(many.path("not_found").isEmpty()).isTrue();
			ask(client, discord, "\"user_ids\":[\"" + discord.guild(0).memberId(7) + "\",\"42\"]");
			JsonNode two = chunk(client);
			assertThat(ids(two)).containsExactly(Long.toString(discord.guild(0).memberId(7)));
			assertThat(two.path("not_found").valueStream().map(JsonNode::stringValue)).containsExactly("42");
			ask(client, discord, "\"user_ids\":\"" + discord.applicationId() + "\"");
			assertThat(ids(chunk(client))).containsExactly(Long.toString(discord.applicationId()));
		}
	}

	@Test
	void aNonceOfMoreThan32BytesIsDropped() {
		try (DiscordEmulator discord = this.builder.start(); GatewayClient client = connect(discord, GUILDS)) {
			for (String nonce : List.of("n".repeat(32), "é".repeat(16))) {
				ask(client, discord, "\"user_ids\":[\"42\"],\"nonce\":\"" + nonce + "\"");
				assertThat(chunk(client).path("nonce").stringValue()).isEqualTo(nonce);
			}
			for (String nonce : List.of("\"" + "n".repeat(33) + "\"", "\"" + "é".repeat(17) + "\"", "7")) {
				ask(client, discord, "\"user_ids\":[\"42\"],\"nonce\":" + nonce);
				assertThat(chunk(client).has("nonce")).isFalse();
			}
		}
	}

	@Test
	void presencesNeedTheirIntent() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient without = connect(discord, GUILDS);
				GatewayClient with = connect(discord, GUILDS | PRESENCES)) {
			String request = "\"query\":\"member0_11\",\"limit\":50,\"presences\":true";
			ask(without, discord, request);
			assertThat(chunk(without).has("presences")).isFalse();
			ask(with, discord, request);
			assertThat(chunk(with).path("presences").isEmpty()).isFalse();
			ask(with, discord, request.replace("true", "false"));
			assertThat(chunk(with).has("presences")).isFalse();
		}
	}

	@Test
	void theWholeListIsLimitedForEachGuildOverAllSessions() {
		try (DiscordEmulator discord = this.builder.guilds(2).membersPerGuild(2).start();
				GatewayClient one = connect(discord, GUILDS | MEMBERS);
				GatewayClient two = connect(discord, GUILDS | MEMBERS)) {
			String request = "\"query\":\"\",\"limit\":0,\"nonce\":\"again\"";
			ask(one, discord, request);
			chunk(one);
			ask(two, discord, request);
			JsonNode limited = two.await("RATE_LIMITED").path("d");
			assertThat(limited.path("opcode").intValue()).isEqualTo(8);
			assertThat(limited.path("retry_after").doubleValue()).isBetween(10.0, 30.0);
			assertThat(limited.path("meta").path("guild_id").stringValue())
				.isEqualTo(Long.toString(discord.guild(0).id()));
			assertThat(limited.path("meta").path("nonce").stringValue()).isEqualTo("again");
			ask(two, discord, "\"user_ids\":[\"42\"]");
			chunk(two);
			two.send("{\"op\":8,\"d\":{\"guild_id\":\"" + discord.guild(1).id() + "\",\"query\":\"\",\"limit\":0}}");
			assertThat(chunk(two).path("guild_id").stringValue()).isEqualTo(Long.toString(discord.guild(1).id()));
		}
	}

	@Test
	void theLimitOfTheWholeListCanBeLifted() {
		try (DiscordEmulator discord = this.builder.membersPerGuild(2)
			.gateway((rules) -> rules.memberListWindow(Duration.ZERO))
			.start(); GatewayClient client = connect(discord, GUILDS | MEMBERS)) {
			for (int i = 0; i < 3; i++) {
				ask(client, discord, "\"query\":\"\",\"limit\":0");
				chunk(client);
			}
		}
	}

	@Test
	void aRequestAboutAGuildOfAnotherShardIsNotAnswered() {
		try (DiscordEmulator discord = this.builder.membersPerGuild(2).guilds(2).start();
				GatewayClient client = GatewayClient.connect(discord).identify(discord.guild(1).shard(2), 2, MEMBERS)) {
			client.await("READY");
			discord.awaitSessions(1, Duration.ofSeconds(5));
			ask(client, discord, "\"query\":\"\",\"limit\":0").awaitSilence();
			client.send("{\"op\":31,\"d\":{\"guild_ids\":[\"" + discord.guild(0).id() + "\",\"1\"]}}").awaitSilence();
		}
	}

	@Test
	void joiningAVoiceChannelIsAnswered() {
		try (DiscordEmulator discord = this.builder.membersPerGuild(2).start();
				GatewayClient client = GatewayClient.connect(discord)) {
			client.identify(0, 1, GUILDS | VOICE);
			String session = client.await("READY").path("d").path("session_id").stringValue();
			JsonNode channels = client.await("GUILD_CREATE").path("d").path("channels");
			String voice = channels.valueStream()
				.filter((channel) -> channel.path("type").intValue() == 2)
				.findFirst()
				.orElseThrow()
				.path("id")
				.stringValue();
			String text = channels.path(0).path("id").stringValue();
			voice(client, discord, "\"" + text + "\"").awaitSilence();
			voice(client, discord, "\"" + voice + "\"");
			JsonNode state = client.await("VOICE_STATE_UPDATE").path("d");
			assertThat(state.path("channel_id").stringValue()).isEqualTo(voice);
			assertThat(state.path("user_id").stringValue()).isEqualTo(Long.toString(discord.applicationId()));
			assertThat(state.path("session_id").stringValue()).isEqualTo(session);
			assertThat(state.path("self_deaf").booleanValue()).isTrue();
			JsonNode server = client.await("VOICE_SERVER_UPDATE").path("d");
			assertThat(server.path("token").isString()).isTrue();
			assertThat(server.path("guild_id").stringValue()).isEqualTo(Long.toString(discord.guild(0).id()));
			try (GatewayClient twin = GatewayClient.connect(discord).identify(0, 1, GUILDS | VOICE)) {
				assertThat(twin.await("GUILD_CREATE").path("d").path("voice_states").path(0).path("channel_id"))
					.hasToString("\"" + voice + "\"");
				client.close(1000);
				assertThat(twin.await("VOICE_STATE_UPDATE").path("d").path("channel_id").isNull()).isTrue();
				voice(twin, discord, "null");
				assertThat(twin.await("VOICE_STATE_UPDATE").path("d").path("channel_id").isNull()).isTrue();
				twin.awaitSilence();
			}
		}
	}

	private static GatewayClient voice(GatewayClient client, DiscordEmulator discord, String channel) {
		return client.send("{\"op\":4,\"d\":{\"guild_id\":\"" + discord.guild(0).id() + "\",\"channel_id\":" + channel
				+ ",\"self_mute\":false,\"self_deaf\":true}}");
	}

	@Test
	void soundsAndChannelsAreTold() {
		try (DiscordEmulator discord = this.builder.membersPerGuild(2).start();
				GatewayClient client = connect(discord, GUILDS)) {
			String guild = Long.toString(discord.guild(0).id());
			client.send("{\"op\":31,\"d\":{\"guild_ids\":[\"" + guild + "\"]}}");
			JsonNode sounds = client.await("SOUNDBOARD_SOUNDS").path("d");
			assertThat(sounds.path("guild_id").stringValue()).isEqualTo(guild);
			assertThat(sounds.path("soundboard_sounds").isArray()).isTrue();
			client.send("{\"op\":43,\"d\":{\"guild_id\":\"" + guild + "\",\"fields\":[\"status\",\"unknown\"]}}");
			JsonNode info = client.await("CHANNEL_INFO").path("d");
			assertThat(info.path("guild_id").stringValue()).isEqualTo(guild);
			assertThat(info.path("channels").size()).isOne();
			assertThat(info.path("channels").path(0).path("id").isString()).isTrue();
			assertThat(info.path("channels").path(0).path("status").isNull()).isTrue();
			assertThat(info.path("channels").path(0).has("voice_start_time")).isFalse();
			assertThat(info.path("channels").path(0).has("unknown")).isFalse();
		}
	}

}
