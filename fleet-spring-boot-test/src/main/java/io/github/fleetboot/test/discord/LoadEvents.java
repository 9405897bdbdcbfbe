package io.github.fleetboot.test.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongFunction;

import io.github.fleetboot.test.discord.world.EmulatorGuild;
import io.github.fleetboot.test.discord.world.OnlineStatus;

/**
 * The events of a load, one after the other. Used by the emulator's thread only.
 */
final class LoadEvents {

	private final Engine engine;

	private final List<EmulatorGuild> guilds;

	private final LongFunction<String> content;

	private final List<DiscordLoad.Kind> kinds = new ArrayList<>();

	private final SplittableRandom random;

	private final Map<String, Long> byType = new TreeMap<>();

	private long messages;

	LoadEvents(Engine engine, List<EmulatorGuild> guilds, Map<DiscordLoad.Kind, Integer> weights,
			LongFunction<String> content, long seed) {
		this.engine = engine;
		this.guilds = guilds;
		this.content = content;
		this.random = new SplittableRandom(seed);
		weights.forEach((kind, weight) -> {
			for (int i = 0; i < weight; i++) {
				this.kinds.add(kind);
			}
		});
		if (this.kinds.isEmpty()) {
			this.kinds.add(DiscordLoad.Kind.MESSAGE);
		}
	}

	void next() {
		EmulatorGuild guild = this.guilds.get(this.random.nextInt(this.guilds.size()));
		int people = guild.memberCount() - 1;
		MemberActivity member = new GuildActivity(this.engine, guild)
			.member((people > 0) ? this.random.nextInt(people) : 0);
		DiscordLoad.Kind kind = this.kinds.get(this.random.nextInt(this.kinds.size()));
		switch (kind) {
			case MESSAGE -> {
				member.says(this.content.apply(this.messages++));
				count("MESSAGE_CREATE");
			}
			case PRESENCE -> {
				OnlineStatus[] all = OnlineStatus.values();
				member.is(all[this.random.nextInt(all.length)]);
				count("PRESENCE_UPDATE");
			}
			case TYPING -> {
				member.types();
				count("TYPING_START");
			}
			case MEMBER_UPDATE -> {
				member.isCalled("nick" + this.random.nextInt(100));
				count("GUILD_MEMBER_UPDATE");
			}
		}
	}

	private void count(String type) {
		this.byType.merge(type, 1L, Long::sum);
	}

	Map<String, Long> byType() {
		return Map.copyOf(this.byType);
	}

}
