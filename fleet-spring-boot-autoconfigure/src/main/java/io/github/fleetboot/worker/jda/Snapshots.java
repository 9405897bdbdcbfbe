package io.github.fleetboot.worker.jda;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;

import io.github.fleetboot.cache.ChannelSnapshot;
import io.github.fleetboot.cache.GuildSnapshot;
import io.github.fleetboot.cache.MemberSnapshot;
import io.github.fleetboot.cache.RoleSnapshot;
import io.github.fleetboot.cache.UserSnapshot;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.entities.RoleColors;
import net.dv8tion.jda.api.entities.RoleIcon;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.entities.channel.attribute.IAgeRestrictedChannel;
import net.dv8tion.jda.api.entities.channel.attribute.ICategorizableChannel;
import net.dv8tion.jda.api.entities.channel.attribute.IPositionableChannel;
import net.dv8tion.jda.api.entities.channel.attribute.ISlowmodeChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.entities.channel.middleman.StandardGuildMessageChannel;
import org.jspecify.annotations.Nullable;

/**
 * Makes snapshots of JDA's entities.
 */
final class Snapshots {

	private Snapshots() {
	}

	static GuildSnapshot of(Guild guild) {
		return new GuildSnapshot(guild.getIdLong(), guild.getName(), guild.getOwnerIdLong(), guild.getMemberCount(),
				guild.getIconId(), guild.getBannerId(), guild.getDescription(), guild.getVanityCode(),
				guild.getLocale().getLocale(), guild.getVerificationLevel().name(), guild.getFeatures(),
				Math.max(0, guild.getBoostTier().getKey()), guild.getBoostCount(), id(guild.getSystemChannel()),
				id(guild.getRulesChannel()), id(guild.getAfkChannel()), ids(guild.getRoles()), ids(guild.getChannels()),
				guild.getJDA().getShardInfo().getShardId());
	}

	static ChannelSnapshot of(Channel channel) {
		return new ChannelSnapshot(channel.getIdLong(), channel.getName(), channel.getType().name(),
				(channel instanceof GuildChannel inGuild) ? inGuild.getGuild().getIdLong() : null, parent(channel),
				(channel instanceof IPositionableChannel positionable) ? positionable.getPositionRaw() : null,
				(channel instanceof StandardGuildMessageChannel messages) ? messages.getTopic() : null,
				channel instanceof IAgeRestrictedChannel restricted && restricted.isNSFW(),
				(channel instanceof ISlowmodeChannel slow) ? slow.getSlowmode() : 0);
	}

	private static @Nullable Long parent(Channel channel) {
		if (channel instanceof ThreadChannel thread) {
			return thread.getParentChannel().getIdLong();
		}
		boolean inCategory = channel instanceof ICategorizableChannel categorizable
				&& categorizable.getParentCategoryIdLong() != 0;
		return inCategory ? ((ICategorizableChannel) channel).getParentCategoryIdLong() : null;
	}

	static UserSnapshot of(User user) {
		return new UserSnapshot(user.getIdLong(), user.getName(), user.getGlobalName(), user.getDiscriminator(),
				user.getAvatarId(), user.isBot(), user.isSystem(), user.getFlagsRaw());
	}

	static MemberSnapshot of(Member member) {
		return new MemberSnapshot(member.getGuild().getIdLong(), of(member.getUser()), member.getNickname(),
				member.getEffectiveName(), member.getAvatarId(), ids(member.getRoles()),
				Permission.getRaw(member.getPermissions()), member.isOwner(), member.isPending(),
				member.hasTimeJoined() ? member.getTimeJoined().toInstant() : null, instant(member.getTimeBoosted()),
				member.isTimedOut() ? instant(member.getTimeOutEnd()) : null);
	}

	static RoleSnapshot of(Role role) {
		RoleIcon icon = role.getIcon();
		RoleColors colors = role.getColors();
		return new RoleSnapshot(role.getIdLong(), role.getGuild().getIdLong(), role.getName(),
				colors.isDefault() ? null : colors.getPrimaryRaw(), role.getPositionRaw(), role.getPermissionsRaw(),
				role.isHoisted(), role.isMentionable(), role.isManaged(), (icon != null) ? icon.getIconId() : null,
				(icon != null) ? icon.getEmoji() : null);
	}

	private static List<Long> ids(Collection<? extends ISnowflake> entities) {
		return entities.stream().map(ISnowflake::getIdLong).toList();
	}

	private static @Nullable Long id(@Nullable ISnowflake entity) {
		return (entity != null) ? entity.getIdLong() : null;
	}

	private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
		return (time != null) ? time.toInstant() : null;
	}

}
