package io.github.fleetboot.docs;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.fleetboot.FleetService;
import io.github.fleetboot.cache.FleetCache;
import io.github.fleetboot.cache.FleetCacheException;
import io.github.fleetboot.cache.GuildSnapshot;
import io.github.fleetboot.cache.MemberSnapshot;
import io.github.fleetboot.cache.UserSnapshot;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

// tag::service[]
@FleetService("dashboard")
class CacheExamples {

	private final FleetCache cache;

	CacheExamples(FleetCache cache) {
		this.cache = cache;
	}

	@MessageMapping("title")
	String title(@Payload long guildId) {
		return this.cache.getGuild(guildId)
			.map((guild) -> guild.name() + ", " + guild.memberCount() + " members")
			.orElse("The bot is not in this guild");
	}

}
// end::service[]

/**
 * More of it.
 */
class MoreCacheExamples {

	private final FleetCache cache;

	MoreCacheExamples(FleetCache cache) {
		this.cache = cache;
	}

	// tag::async[]
	CompletableFuture<String> owner(long guildId) {
		return this.cache.async()
			.getGuild(guildId)
			.thenApply((guild) -> guild.map(GuildSnapshot::ownerId).orElse(0L))
			.thenCompose((ownerId) -> this.cache.async().getMember(guildId, ownerId))
			.thenApply((member) -> member.map(MemberSnapshot::effectiveName).orElse("somebody"));
	}
	// end::async[]

	// tag::failures[]
	CompletableFuture<String> nameOf(long userId) {
		return this.cache.async()
			.getUser(userId)
			.thenApply((user) -> user.map(UserSnapshot::name).orElse("nobody we know"))
			.exceptionally((failure) -> {
				if (failure instanceof CompletionException && failure.getCause() instanceof FleetCacheException ex) {
					return "unknown as long as " + ex.getFailures().keySet() + " do not answer";
				}
				throw new CompletionException(failure);
			});
	}
	// end::failures[]

}
