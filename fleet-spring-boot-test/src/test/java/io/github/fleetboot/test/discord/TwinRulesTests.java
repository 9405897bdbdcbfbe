package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.List;

import io.github.fleetboot.test.discord.gateway.Op;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.rules.SessionTakeover;
import io.github.fleetboot.test.discord.rules.TwinInteractions;
import io.github.fleetboot.test.discord.rules.TwinPresence;
import io.github.fleetboot.test.discord.rules.TwinReplies;
import io.github.fleetboot.test.discord.world.BotPresence;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Discord leaves open about sessions that cover the same guild, each way of it.
 */
class TwinRulesTests {

	private static final int INTENTS = 1 | 1 << 1 | 1 << 7;

	private final DiscordEmulatorBuilder builder = DiscordEmulator.builder()
		.maxConcurrency(16)
		.identifyWindow(Duration.ofNanos(1));

	private static GatewayClient connect(DiscordEmulator discord, int shards) {
		int before = discord.record().sessions().size();
		GatewayClient client = GatewayClient.connect(discord).identify(discord.guild(0).shard(shards), shards, INTENTS);
		client.await("GUILD_CREATE");
		discord.awaitRecord("the guilds of another session",
				(record) -> record.sessions().size() > before && record.sessions().get(before).guildsSent() != null,
				Duration.ofSeconds(5));
		return client;
	}

	@Test
	void aResumeTakesAConnectedSessionOver() {
		try (DiscordEmulator discord = this.builder.start(); GatewayClient client = connect(discord, 1)) {
			String session = discord.record().sessions().get(0).id();
			try (GatewayClient again = GatewayClient.connect(discord).resume(session, 2)) {
				again.await("RESUMED");
				assertThat(client.awaitClose()).isEqualTo(4000);
			}
		}
	}

	@Test
	void aResumeOfAConnectedSessionIsRefusedIfSoChosen() {
		try (DiscordEmulator discord = this.builder.gateway((rules) -> rules.sessionTakeover(SessionTakeover.REFUSED))
			.start(); GatewayClient client = connect(discord, 1)) {
			String session = discord.record().sessions().get(0).id();
			try (GatewayClient again = GatewayClient.connect(discord).resume(session, 2)) {
				assertThat(again.await(Op.INVALID_SESSION).path("d").booleanValue()).isFalse();
				client.awaitSilence();
				client.close(4900);
				again.resume(session, 2).await("RESUMED");
			}
			assertThat(discord.record().resumes()).extracting(DiscordRecord.Resume::accepted)
				.containsExactly(false, true);
		}
	}

	@Test
	void everySessionHearsOfAnInteraction() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient old = connect(discord, 2);
				GatewayClient young = connect(discord, 3)) {
			discord.slashCommand(0, "who").send();
			JsonNode heard = old.await("INTERACTION_CREATE").path("d");
			assertThat(young.await("INTERACTION_CREATE").path("d")).isEqualTo(heard);
		}
	}

	@Test
	void oneSessionHearsOfAnInteractionIfSoChosen() {
		try (DiscordEmulator discord = this.builder
			.gateway((rules) -> rules.twinInteractions(TwinInteractions.ONE_SESSION))
			.start(); GatewayClient old = connect(discord, 3); GatewayClient young = connect(discord, 2)) {
			discord.slashCommand(0, "who").send();
			young.await("INTERACTION_CREATE");
			old.awaitSilence();
			young.close(4900);
			discord.slashCommand(0, "who").send();
			old.await("INTERACTION_CREATE");
		}
	}

	@Test
	void theAskingSessionHearsTheReplies() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient asking = connect(discord, 1);
				GatewayClient twin = connect(discord, 2)) {
			ask(discord, asking);
			twin.awaitSilence();
		}
	}

	@Test
	void everySessionHearsTheRepliesIfSoChosen() {
		try (DiscordEmulator discord = this.builder.gateway((rules) -> rules.twinReplies(TwinReplies.EVERY_SESSION))
			.start(); GatewayClient asking = connect(discord, 1); GatewayClient twin = connect(discord, 2)) {
			ask(discord, asking);
			twin.await("GUILD_MEMBERS_CHUNK");
			twin.await("VOICE_STATE_UPDATE");
			twin.await("VOICE_SERVER_UPDATE");
		}
	}

	private static void ask(DiscordEmulator discord, GatewayClient client) {
		long guild = discord.guild(0).id();
		client.send("{\"op\":8,\"d\":{\"guild_id\":\"" + guild + "\",\"query\":\"\",\"limit\":0}}");
		client.await("GUILD_MEMBERS_CHUNK");
		client.send("{\"op\":4,\"d\":{\"guild_id\":\"" + guild + "\",\"channel_id\":\""
				+ discord.guild(0).voiceChannelId() + "\",\"self_mute\":false,\"self_deaf\":false}}");
		client.await("VOICE_STATE_UPDATE");
		client.await("VOICE_SERVER_UPDATE");
	}

	@Test
	void thePresenceSetLastWins() {
		try (DiscordEmulator discord = this.builder.start();
				GatewayClient old = connect(discord, 1);
				GatewayClient young = connect(discord, 2)) {
			assertThat(discord.presence(0)).isEqualTo(new BotPresence("online", List.of()));
			present(old, "online", "chess");
			present(young, "dnd", "go");
			assertThat(discord.presence(0)).isEqualTo(new BotPresence("dnd", List.of("go")));
			present(old, "invisible", "chess");
			assertThat(discord.presence(0)).isEqualTo(BotPresence.OFFLINE);
		}
	}

	@Test
	void presencesAreMergedIfSoChosen() {
		try (DiscordEmulator discord = this.builder.gateway((rules) -> rules.twinPresence(TwinPresence.MERGED)).start();
				GatewayClient old = connect(discord, 1);
				GatewayClient young = connect(discord, 2)) {
			present(old, "idle", "chess");
			present(young, "dnd", "go");
			assertThat(discord.presence(0)).isEqualTo(new BotPresence("idle", List.of("chess", "go")));
			present(old, "invisible", "chess");
			assertThat(discord.presence(0)).isEqualTo(new BotPresence("dnd", List.of("go")));
		}
	}

	@Test
	void aBotIsOfflineOnceItsLastSessionIsOver() {
		try (DiscordEmulator discord = this.builder.start()) {
			assertThat(discord.presence(0)).isEqualTo(BotPresence.OFFLINE);
			try (GatewayClient old = connect(discord, 1); GatewayClient young = connect(discord, 2)) {
				old.close(1000);
				assertThat(discord.presence(0).status()).isEqualTo("online");
				young.close(4900);
				assertThat(discord.presence(0).status()).as("the session can be resumed").isEqualTo("online");
				try (GatewayClient again = GatewayClient.connect(discord)) {
					again.resume(discord.record().sessions().get(1).id(), 2).await("RESUMED");
					again.close(1001);
				}
				assertThat(discord.presence(0)).isEqualTo(BotPresence.OFFLINE);
			}
		}
	}

	private static void present(GatewayClient client, String status, String activity) {
		client.send("""
				{"op":3,"d":{"since":null,"activities":[{"name":"%s","type":0}],"status":"%s","afk":false}}"""
			.formatted(activity, status));
		client.awaitSilence();
	}

	@Test
	void anIdentifyMaySetThePresence() {
		try (DiscordEmulator discord = this.builder.start(); GatewayClient client = GatewayClient.connect(discord)) {
			client.send("""
					{"op":2,"d":{"token":"%s","properties":{},"intents":0,"presence":
					{"since":null,"activities":[{"name":"chess","type":0}],"status":"idle","afk":false}}}"""
				.formatted(discord.token()));
			client.await("READY");
			assertThat(discord.presence(0)).isEqualTo(new BotPresence("idle", List.of("chess")));
		}
	}

}
