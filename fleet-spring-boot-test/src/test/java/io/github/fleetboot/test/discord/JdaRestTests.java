package io.github.fleetboot.test.discord;

import java.time.Duration;

import io.github.fleetboot.test.discord.record.BotMessage;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.SentFile;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.modals.Modal;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.FileUpload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a real JDA bot does with the REST API.
 */
class JdaRestTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static DiscordEmulator discord;

	private static RestBot bot;

	@BeforeAll
	static void start() {
		discord = DiscordEmulator.builder().guilds(8).start();
		bot = new RestBot(discord);
		bot.awaitGuilds();
	}

	@AfterAll
	static void stop() {
		bot.close();
		discord.close();
	}

	@AfterEach
	void heal() {
		discord.fail().heal();
	}

	@Test
	void sendsFiles() {
		BotMessage message = discord.message(0).content("!file").send().awaitReply(PATIENCE);
		assertThat(message.files()).extracting(SentFile::filename).containsExactly("a.txt");
		assertThat(message.files().get(0).bytes()).isEqualTo("hello".getBytes(UTF_8));
	}

	@Test
	void answersButtonsMenusAndModals() {
		BotMessage message = discord.message(1).content("!press").send().awaitReply(PATIENCE);
		SentInteraction update = discord.component(message, "update").from("ann").send();
		assertThat(update.awaitResponse(PATIENCE).type()).isEqualTo(7);
		assertThat(update.awaitResponse(PATIENCE).content()).isEqualTo("updated by ann");
		SentInteraction chosen = discord.component(message, "menu").values("b").send();
		assertThat(chosen.awaitAcknowledgement(PATIENCE).type()).isEqualTo(6);
		SentInteraction opener = discord.component(message, "modal").from("ann").send();
		SentInteraction sent = opener.awaitModal(PATIENCE).field("word", "hi").send();
		assertThat(sent.awaitResponse(PATIENCE).content()).isEqualTo("ann wrote hi");
		assertThat(discord.record().callbacks()).allMatch((callback) -> callback.status() < 300);
	}

	@Test
	void proposes() {
		SentInteraction typed = discord.slashCommand(2, "find").option("word", "ab").autocomplete("word");
		assertThat(typed.awaitResponse(PATIENCE).json()).contains("\"ab!\"");
	}

	@Test
	void reacts() {
		SentMessage message = discord.message(3).content("!react").send();
		discord.awaitRequest((request) -> request.method().equals("PUT") && request.status() == 204
				&& request.path().contains(Long.toString(message.id())), PATIENCE);
	}

	@ParameterizedTest
	@EnumSource
	void triesAgainAfter429OfEachScope(RateLimitScope scope) {
		discord.fail()
			.rest()
			.route("channels/{channel}/messages")
			.times(1)
			.tooManyRequests(scope, Duration.ofMillis(200));
		SentMessage message = discord.message(4 + scope.ordinal()).content("!ping " + scope).send();
		assertThat(message.awaitReply(PATIENCE).content()).isEqualTo("pong " + scope);
		assertThat(discord.record().requests()).extracting(DiscordRecord.Request::rateLimitScope)
			.contains(scope.header());
	}

	@Test
	void triesAgainAfterA502() {
		discord.fail().rest().route("channels/{channel}/messages").times(1).status(502);
		SentMessage message = discord.message(7).content("!ping 502").send();
		assertThat(message.awaitReply(PATIENCE).content()).isEqualTo("pong 502");
	}

	/**
	 * A bot with files, buttons, menus and modals.
	 */
	private static final class RestBot extends JdaBot {

		RestBot(DiscordEmulator discord) {
			super(discord, 1, 1, Compression.ZLIB);
		}

		@Override
		public void onMessageReceived(MessageReceivedEvent event) {
			if (event.getAuthor().isBot()) {
				return;
			}
			switch (event.getMessage().getContentRaw()) {
				case "!file" ->
					event.getChannel().sendFiles(FileUpload.fromData("hello".getBytes(UTF_8), "a.txt")).queue();
				case "!press" -> event.getChannel()
					.sendMessage("press")
					.addComponents(ActionRow.of(Button.primary("update", "Update"), Button.secondary("modal", "Write")),
							ActionRow
								.of(StringSelectMenu.create("menu").addOption("A", "a").addOption("B", "b").build()))
					.queue();
				case "!react" -> event.getMessage().addReaction(Emoji.fromUnicode("👍")).queue();
				default -> super.onMessageReceived(event);
			}
		}

		@Override
		public void onButtonInteraction(ButtonInteractionEvent event) {
			if (event.getComponentId().equals("update")) {
				event.editMessage("updated by " + event.getUser().getName()).queue();
			}
			else {
				TextInput word = TextInput.create("word", TextInputStyle.SHORT).build();
				event.replyModal(Modal.create("form", "Write").addComponents(Label.of("Word", word)).build()).queue();
			}
		}

		@Override
		public void onStringSelectInteraction(StringSelectInteractionEvent event) {
			assertThat(event.getValues()).containsExactly("b");
			event.deferEdit().queue();
		}

		@Override
		public void onModalInteraction(ModalInteractionEvent event) {
			event.reply(event.getUser().getName() + " wrote " + event.getValue("word").getAsString()).queue();
		}

		@Override
		public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
			event.replyChoice(event.getFocusedOption().getValue() + "!", "x").queue();
		}

	}

}
