package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.fleetboot.test.discord.world.EmulatorGuild;
import net.dv8tion.jda.api.OnlineStatus;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.channel.ChannelCreateEvent;
import net.dv8tion.jda.api.events.channel.ChannelDeleteEvent;
import net.dv8tion.jda.api.events.channel.update.ChannelUpdateNameEvent;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.events.guild.GuildLeaveEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberJoinEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberRemoveEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberRoleAddEvent;
import net.dv8tion.jda.api.events.guild.member.update.GuildMemberUpdateNicknameEvent;
import net.dv8tion.jda.api.events.guild.voice.GuildVoiceUpdateEvent;
import net.dv8tion.jda.api.events.role.RoleCreateEvent;
import net.dv8tion.jda.api.events.role.RoleDeleteEvent;
import net.dv8tion.jda.api.events.role.update.RoleUpdateNameEvent;
import net.dv8tion.jda.api.events.user.UserTypingEvent;
import net.dv8tion.jda.api.events.user.update.UserUpdateOnlineStatusEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JDA understands what happens in guilds.
 */
class JdaWorldTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final BlockingQueue<GenericEvent> events = new LinkedBlockingQueue<>();

	@Test
	void jdaFollowsTheLifeOfGuilds() throws Exception {
		try (DiscordEmulator discord = DiscordEmulator.builder()
			.guilds(2)
			.membersPerGuild(4)
			.membersOf(1, 2_500)
			.channelsPerGuild(3)
			.start(); JdaBot bot = JdaBot.ofEverything(discord, (EventListener) this.events::add)) {
			bot.awaitGuilds();
			Guild large = bot.guild(discord.guild(1).id());
			assertThat(large.getMemberCache().size()).isEqualTo(2_500);
			assertThat(large.getTextChannels()).hasSize(3);
			Guild guild = bot.guild(discord.guild(0).id());
			assertThat(guild.getMembers()).extracting(Member::getOnlineStatus).contains(OnlineStatus.IDLE);
			GuildActivity there = discord.in(0);
			members(there);
			await(ChannelCreateEvent.class, () -> there.createChannel("news"));
			long news = guild.getTextChannelsByName("news", false).get(0).getIdLong();
			await(ChannelUpdateNameEvent.class, () -> there.renameChannel(news, "olds"));
			await(ChannelDeleteEvent.class, () -> there.deleteChannel(news));
			await(RoleUpdateNameEvent.class, () -> there.renameRole(discord.in(0).createRole("cook"), "chef"));
			EmulatorGuild added = discord.addGuild();
			await(GuildJoinEvent.class, () -> {
			});
			await(GuildLeaveEvent.class, () -> discord.removeGuild(added.id()));
			assertThat(discord.record().violations()).isEmpty();
		}
	}

	private void members(GuildActivity there) throws InterruptedException {
		MemberActivity ann = there.member("ann");
		assertThat(await(GuildMemberJoinEvent.class, ann::joins).getUser().getName()).isEqualTo("ann");
		assertThat(await(GuildMemberUpdateNicknameEvent.class, () -> ann.isCalled("Annie")).getNewNickname())
			.isEqualTo("Annie");
		long role = there.createRole("pilot");
		await(RoleCreateEvent.class, () -> {
		});
		assertThat(await(GuildMemberRoleAddEvent.class, () -> ann.getsRole(role)).getRoles()).hasSize(1);
		await(UserUpdateOnlineStatusEvent.class, () -> ann.plays("chess"));
		assertThat(await(UserTypingEvent.class, ann::types).getUser().getName()).isEqualTo("ann");
		assertThat(await(GuildVoiceUpdateEvent.class, ann::entersVoice).getChannelJoined()).isNotNull();
		assertThat(await(GuildVoiceUpdateEvent.class, ann::leavesVoice).getChannelLeft()).isNotNull();
		await(RoleDeleteEvent.class, () -> there.deleteRole(role));
		await(GuildMemberRemoveEvent.class, ann::leaves);
	}

	private <T extends GenericEvent> T await(Class<T> type, Runnable action) throws InterruptedException {
		action.run();
		while (true) {
			GenericEvent event = this.events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			assertThat(event).as("an event of type " + type.getSimpleName()).isNotNull();
			if (type.isInstance(event)) {
				return type.cast(event);
			}
		}
	}

}
