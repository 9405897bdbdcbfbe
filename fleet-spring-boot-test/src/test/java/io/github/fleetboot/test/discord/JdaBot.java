package io.github.fleetboot.test.discord;

import java.util.EnumSet;
import java.util.Objects;

import net.dv8tion.jda.api.GatewayEncoding;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.cache.CacheFlag;

/**
 * A small bot on JDA, as an owner would write it, led to the emulator.
 */
class JdaBot extends ListenerAdapter implements AutoCloseable {

	private final ShardManager shardManager;

	JdaBot(DiscordEmulator discord, int shards, int maxConcurrency, Compression compression) {
		this(discord, shards, maxConcurrency, compression, GatewayEncoding.JSON);
	}

	JdaBot(DiscordEmulator discord, int shards, int maxConcurrency, Compression compression, GatewayEncoding encoding) {
		this.shardManager = DefaultShardManagerBuilder
			.create(discord.token(),
					EnumSet.of(GatewayIntent.GUILD_MESSAGES, GatewayIntent.DIRECT_MESSAGES,
							GatewayIntent.MESSAGE_CONTENT, GatewayIntent.GUILD_MEMBERS))
			.setShardsTotal(shards)
			.disableCache(EnumSet.allOf(CacheFlag.class))
			.setCompression(compression)
			.setGatewayEncoding(encoding)
			.setRestConfig(new RestConfig().setBaseUrl(discord.apiUrl()))
			.setSessionController(new EmulatedGateway(discord, shards, maxConcurrency))
			.addEventListeners(this)
			.setEnableShutdownHook(false)
			.build();
	}

	private JdaBot(ShardManager shardManager) {
		this.shardManager = shardManager;
	}

	/**
	 * A bot that asks for every intent and caches everything.
	 */
	static JdaBot ofEverything(DiscordEmulator discord, EventListener listener) {
		return new JdaBot(DefaultShardManagerBuilder.create(discord.token(), EnumSet.allOf(GatewayIntent.class))
			.setShardsTotal(1)
			.setMemberCachePolicy(MemberCachePolicy.ALL)
			.setChunkingFilter(ChunkingFilter.ALL)
			.enableCache(EnumSet.allOf(CacheFlag.class))
			.setRestConfig(new RestConfig().setBaseUrl(discord.apiUrl()))
			.setSessionController(new EmulatedGateway(discord, 1, 1))
			.addEventListeners(listener)
			.setEnableShutdownHook(false)
			.build());
	}

	/**
	 * A bot that only listens.
	 */
	static JdaBot listening(DiscordEmulator discord, int shards, EventListener listener) {
		return new JdaBot(DefaultShardManagerBuilder
			.create(discord.token(), EnumSet.of(GatewayIntent.GUILD_MESSAGES, GatewayIntent.MESSAGE_CONTENT))
			.setShardsTotal(shards)
			.disableCache(EnumSet.allOf(CacheFlag.class))
			.setRestConfig(new RestConfig().setBaseUrl(discord.apiUrl()))
			.setSessionController(new EmulatedGateway(discord, shards, shards))
			.addEventListeners(listener)
			.setEnableShutdownHook(false)
			.build());
	}

	Guild guild(long id) {
		return Objects.requireNonNull(this.shardManager.getGuildById(id));
	}

	/**
	 * Wait until all shards are ready.
	 * @return how many guilds they have
	 */
	long awaitGuilds() {
		for (JDA shard : this.shardManager.getShards()) {
			try {
				shard.awaitReady();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return this.shardManager.getGuildCache().size();
	}

	void register(String command) {
		this.shardManager.getShards()
			.get(0)
			.updateCommands()
			.addCommands(Commands.slash(command, "a command").addOption(OptionType.INTEGER, "word", "an option"))
			.queue();
	}

	@Override
	public void onMessageReceived(MessageReceivedEvent event) {
		String content = event.getMessage().getContentRaw();
		if (!event.getAuthor().isBot() && content.startsWith("!ping ")) {
			event.getChannel().sendMessage("pong " + content.substring("!ping ".length())).queue();
		}
	}

	@Override
	public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
		OptionMapping option = event.getOption("word");
		String word = (option != null) ? option.getAsString() : "nothing";
		if (event.getName().equals("later")) {
			event.deferReply(true)
				.queue((hook) -> hook.editOriginal("later " + word)
					.queue((message) -> hook.sendMessage("and more").queue()));
		}
		else {
			event.reply("echo " + word).queue();
		}
	}

	@Override
	public void close() {
		this.shardManager.getShards().forEach(JDA::shutdownNow);
		this.shardManager.shutdown();
	}

	/**
	 * Leads JDA to the emulator, also after a failed connection.
	 */
	private static final class EmulatedGateway extends ConcurrentSessionController {

		private final DiscordEmulator discord;

		private final int shards;

		private final int maxConcurrency;

		EmulatedGateway(DiscordEmulator discord, int shards, int maxConcurrency) {
			this.discord = discord;
			this.shards = shards;
			this.maxConcurrency = maxConcurrency;
		}

		@Override
		public String getGateway() {
			return this.discord.gatewayUrl();
		}

		@Override
		public ShardedGateway getShardedGateway(JDA jda) {
			return new ShardedGateway(this.discord.gatewayUrl(), this.shards, this.maxConcurrency);
		}

	}

}
