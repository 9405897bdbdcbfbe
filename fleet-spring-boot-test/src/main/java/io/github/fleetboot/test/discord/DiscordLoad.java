package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

import io.github.fleetboot.test.discord.world.EmulatorGuild;

/**
 * Life in many guilds at once, at an even pace. Not thread-safe.
 *
 * <pre>{@code
 * LoadResult result = discord.load().eventsPerSecond(5000).messages(8).typing(2).during(Duration.ofSeconds(30));
 * assertThat(result.eventsPerSecond()).isGreaterThan(4900);
 * }</pre>
 *
 * Who does what in which guild follows from the seed alone.
 *
 * @since 0.1.0
 */
public final class DiscordLoad {

	/**
	 * What can happen.
	 */
	enum Kind {

		MESSAGE, PRESENCE, TYPING, MEMBER_UPDATE

	}

	private final Engine engine;

	private final Map<Kind, Integer> weights = new EnumMap<>(Kind.class);

	private int eventsPerSecond = 100;

	private long seed = 1;

	private LongFunction<String> content = (number) -> "load " + number;

	private List<EmulatorGuild> guilds;

	DiscordLoad(Engine engine) {
		this.engine = engine;
		this.guilds = engine.world().guilds();
	}

	/**
	 * How many events are to happen in a second. Sessions of several fleets each hear of
	 * them, but they are counted once.
	 * @param events the number, by default 100
	 * @return this load
	 */
	public DiscordLoad eventsPerSecond(int events) {
		if (events < 1) {
			throw new IllegalArgumentException("eventsPerSecond is " + events + ", but must be at least 1");
		}
		this.eventsPerSecond = events;
		return this;
	}

	/**
	 * Members write messages. This is the default if nothing else is asked for.
	 * @param weight how often, compared with the other kinds' weights
	 * @return this load
	 */
	public DiscordLoad messages(int weight) {
		return weigh(Kind.MESSAGE, weight);
	}

	/**
	 * Members come, go and play.
	 * @param weight how often, compared with the other kinds' weights
	 * @return this load
	 */
	public DiscordLoad presences(int weight) {
		return weigh(Kind.PRESENCE, weight);
	}

	/**
	 * Members start to type.
	 * @param weight how often, compared with the other kinds' weights
	 * @return this load
	 */
	public DiscordLoad typing(int weight) {
		return weigh(Kind.TYPING, weight);
	}

	/**
	 * Members change their names in a guild.
	 * @param weight how often, compared with the other kinds' weights
	 * @return this load
	 */
	public DiscordLoad memberUpdates(int weight) {
		return weigh(Kind.MEMBER_UPDATE, weight);
	}

	private DiscordLoad weigh(Kind kind, int weight) {
		if (weight < 0) {
			throw new IllegalArgumentException("A weight is " + weight + ", but must not be negative");
		}
		this.weights.put(kind, weight);
		return this;
	}

	/**
	 * What the messages say.
	 * @param content the text of the message with the given number, from 0; is called by
	 * the emulator's thread
	 * @return this load
	 */
	public DiscordLoad content(LongFunction<String> content) {
		this.content = content;
		return this;
	}

	/**
	 * Where it happens; by default in all guilds.
	 * @param guilds the guilds, at least one
	 * @return this load
	 */
	public DiscordLoad in(List<EmulatorGuild> guilds) {
		this.guilds = List.copyOf(guilds);
		return this;
	}

	/**
	 * Choose another life.
	 * @param seed the seed, by default 1
	 * @return this load
	 */
	public DiscordLoad seed(long seed) {
		this.seed = seed;
		return this;
	}

	/**
	 * Let it happen, and wait for its end.
	 * @param duration how long
	 * @return what came of it
	 */
	public LoadResult during(Duration duration) {
		return start(duration).await();
	}

	/**
	 * Let it happen, and do something else meanwhile.
	 * @param duration how long
	 * @return the running load
	 */
	public RunningLoad start(Duration duration) {
		if (this.guilds.isEmpty()) {
			throw new IllegalStateException("A load needs a guild");
		}
		long planned = Math.round(this.eventsPerSecond * (duration.toNanos() / (double) TimeUnit.SECONDS.toNanos(1)));
		LoadEvents events = new LoadEvents(this.engine, this.guilds, this.weights, this.content, this.seed);
		return RunningLoad.start(this.engine, events, this.eventsPerSecond, planned);
	}

}
