package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.List;

import io.github.fleetboot.test.discord.gateway.Op;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.Intents;
import io.github.fleetboot.test.discord.world.OnlineStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What happens in guilds, and who hears of it.
 */
class WorldTests {

	private static final int ALL_INTENTS = 0x331FFFF;

	private static DiscordEmulator discord;

	@BeforeAll
	static void start() {
		discord = DiscordEmulator.builder()
			.guilds(3)
			.membersPerGuild(5)
			.membersOf(1, 3_000)
			.channelsPerGuild(2)
			.maxConcurrency(16)
			.identifyWindow(Duration.ofNanos(1))
			.start();
	}

	@AfterAll
	static void stop() {
		discord.close();
	}

	private GatewayClient client(int intents) {
		GatewayClient client = GatewayClient.connect(discord).identify(0, 1, intents);
		for (int guild = 0; guild < discord.guilds().size(); guild++) {
			client.await("GUILD_CREATE");
		}
		return client;
	}

	@Test
	void membersJoinChangeAndLeave() {
		try (GatewayClient client = client(ALL_INTENTS)) {
			GuildActivity guild = discord.in(0);
			int before = guild.memberCount();
			MemberActivity ann = guild.member("ann");
			ann.joins();
			JsonNode added = client.await("GUILD_MEMBER_ADD").path("d");
			assertThat(added.path("user").path("username").stringValue()).isEqualTo("ann");
			assertThat(added.path("guild_id").stringValue()).isEqualTo(Long.toString(guild.guild().id()));
			assertThat(guild.memberCount()).isEqualTo(before + 1);
			ann.isCalled("Annie");
			long role = guild.createRole("pilot");
			ann.getsRole(role);
			client.await("GUILD_MEMBER_UPDATE");
			JsonNode updated = client.await("GUILD_MEMBER_UPDATE").path("d");
			assertThat(updated.path("nick").stringValue()).isEqualTo("Annie");
			assertThat(updated.path("roles").path(0).stringValue()).isEqualTo(Long.toString(role));
			ann.losesRole(role);
			assertThat(client.await("GUILD_MEMBER_UPDATE").path("d").path("roles").isEmpty()).isTrue();
			ann.leaves();
			assertThat(client.await("GUILD_MEMBER_REMOVE").path("d").path("user").path("id").stringValue())
				.isEqualTo(Long.toString(ann.id()));
			assertThat(guild.memberCount()).isEqualTo(before);
			assertThatIllegalArgumentException().isThrownBy(ann::leaves).withMessageContaining("ann is no member");
		}
	}

	@Test
	void membersComeTypeAndSpeak() {
		try (GatewayClient client = client(ALL_INTENTS)) {
			MemberActivity member = discord.in(2).member(1);
			member.plays("chess");
			JsonNode presence = client.await("PRESENCE_UPDATE").path("d");
			assertThat(presence.path("activities").path(0).path("name").stringValue()).isEqualTo("chess");
			member.is(OnlineStatus.IDLE);
			assertThat(client.await("PRESENCE_UPDATE").path("d").path("status").stringValue()).isEqualTo("idle");
			member.types();
			assertThat(client.await("TYPING_START").path("d").path("user_id").stringValue())
				.isEqualTo(Long.toString(member.id()));
			member.says("hello");
			assertThat(client.await("MESSAGE_CREATE").path("d").path("content").stringValue()).isEqualTo("hello");
			member.entersVoice();
			assertThat(client.await("VOICE_STATE_UPDATE").path("d").path("channel_id").isString()).isTrue();
			member.mutes();
			assertThat(client.await("VOICE_STATE_UPDATE").path("d").path("self_mute").booleanValue()).isTrue();
			try (GatewayClient later = GatewayClient.connect(discord).identify(0, 1, 1 | 1 << 7)) {
				later.await("GUILD_CREATE");
				later.await("GUILD_CREATE");
				JsonNode guild = later.await("GUILD_CREATE").path("d");
				assertThat(guild.path("voice_states").size()).isOne();
				assertThat(guild.path("members").size()).isEqualTo(2);
				assertThat(guild.path("presences").isEmpty()).isTrue();
			}
			member.leavesVoice();
			assertThat(client.await("VOICE_STATE_UPDATE").path("d").path("channel_id").isNull()).isTrue();
		}
	}

	@Test
	void nothingIsHeardWithoutItsIntent() {
		try (GatewayClient client = client(Intents.GUILDS)) {
			GuildActivity guild = discord.in(2);
			guild.member(0).plays("chess");
			guild.member(0).isCalled("x");
			guild.member(0).types();
			guild.member(0).entersVoice();
			guild.member(0).leavesVoice();
			guild.member("bob").joins();
			guild.member("bob").leaves();
			guild.deleteRole(guild.createRole("heard"));
			assertThat(client.next().path("t").stringValue()).isEqualTo("GUILD_ROLE_CREATE");
		}
	}

	@Test
	void channelsAndRolesComeAndGo() {
		try (GatewayClient client = client(Intents.GUILDS | Intents.GUILD_MESSAGES)) {
			GuildActivity guild = discord.in(0);
			assertThat(guild.textChannels()).hasSize(2);
			long channel = guild.createChannel("news");
			assertThat(client.await("CHANNEL_CREATE").path("d").path("name").stringValue()).isEqualTo("news");
			discord.message(0).channel(channel).content("hi").send();
			assertThat(client.await("MESSAGE_CREATE").path("d").path("channel_id").stringValue())
				.isEqualTo(Long.toString(channel));
			guild.renameChannel(channel, "olds");
			assertThat(client.await("CHANNEL_UPDATE").path("d").path("name").stringValue()).isEqualTo("olds");
			guild.deleteChannel(channel);
			client.await("CHANNEL_DELETE");
			assertThatIllegalArgumentException().isThrownBy(() -> guild.deleteChannel(channel));
			assertThatIllegalArgumentException().isThrownBy(() -> discord.message(0).channel(channel).send());
			long role = guild.createRole("cook");
			guild.renameRole(role, "chef");
			assertThat(client.await("GUILD_ROLE_UPDATE").path("d").path("role").path("name").stringValue())
				.isEqualTo("chef");
			guild.deleteRole(role);
			assertThat(client.await("GUILD_ROLE_DELETE").path("d").path("role_id").stringValue())
				.isEqualTo(Long.toString(role));
			assertThat(guild.textChannels()).hasSize(2);
		}
	}

	@Test
	void guildsComeAndGo() {
		try (GatewayClient client = client(ALL_INTENTS)) {
			EmulatorGuild guild = discord.addGuild(7);
			JsonNode created = client.await("GUILD_CREATE").path("d");
			assertThat(created.path("id").stringValue()).isEqualTo(Long.toString(guild.id()));
			assertThat(created.path("member_count").intValue()).isEqualTo(7);
			discord.message(guild.id()).content("in the new one").send();
			client.await("MESSAGE_CREATE");
			GuildActivity there = discord.in(guild.index());
			discord.removeGuild(guild.id());
			JsonNode deleted = client.await("GUILD_DELETE").path("d");
			assertThat(deleted.has("unavailable")).isFalse();
			assertThat(discord.guilds()).hasSize(3).doesNotContain(guild);
			assertThatIllegalArgumentException().isThrownBy(() -> discord.message(guild.id()));
			assertThatIllegalArgumentException().isThrownBy(() -> there.createChannel("too late"));
			try (GatewayClient later = GatewayClient.connect(discord).identify(0, 1, 1)) {
				assertThat(later.await("READY").path("d").path("guilds").size()).isEqualTo(3);
			}
		}
	}

	@Test
	void largeGuildsListFewMembersAndTellTheRestInChunks() {
		try (GatewayClient client = GatewayClient.connect(discord).identify(0, 1, ALL_INTENTS)) {
			client.await("GUILD_CREATE");
			JsonNode guild = client.await("GUILD_CREATE").path("d");
			assertThat(guild.path("member_count").intValue()).isEqualTo(3_000);
			assertThat(guild.path("large").booleanValue()).isTrue();
			assertThat(guild.path("members").size()).isEqualTo(51);
			assertThat(guild.path("presences").valueStream().map((presence) -> presence.path("status").stringValue()))
				.contains("online", "idle", "dnd")
				.doesNotContain("offline");
			assertThat(guild.path("channels").size()).isEqualTo(3);
			client.send("""
					{"op":8,"d":{"guild_id":"%s","query":"","limit":0}}""".formatted(discord.guild(1).id()));
			List<Integer> sizes = List.of(client.await("GUILD_MEMBERS_CHUNK").path("d").path("members").size(),
					client.await("GUILD_MEMBERS_CHUNK").path("d").path("members").size(),
					client.await("GUILD_MEMBERS_CHUNK").path("d").path("members").size());
			assertThat(sizes).containsExactly(1000, 1000, 1000);
			client.send("{\"op\":1,\"d\":1}").await(Op.HEARTBEAT_ACK);
			assertThat(discord.record().violations()).extracting(DiscordRecord.Violation::closeCode).isEmpty();
		}
	}

}
