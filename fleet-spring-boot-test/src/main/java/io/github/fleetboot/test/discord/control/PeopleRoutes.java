package io.github.fleetboot.test.discord.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.fleetboot.test.discord.ComponentDraft;
import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.MessageDraft;
import io.github.fleetboot.test.discord.SentInteraction;
import io.github.fleetboot.test.discord.SentMessage;
import io.github.fleetboot.test.discord.SlashCommandDraft;
import io.github.fleetboot.test.discord.record.BotMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people say and do, and how the bot answers.
 */
final class PeopleRoutes {

	private static final int REMEMBERED = 10_000;

	private final DiscordEmulator discord;

	private final Map<String, SentMessage> messages = new Latest<>();

	private final Map<String, SentInteraction> commands = new Latest<>();

	PeopleRoutes(DiscordEmulator discord) {
		this.discord = discord;
	}

	List<ControlRoute> routes() {
		return List.of(
				new ControlRoute("POST", "/messages", List.of("guild", "from", "content", "direct", "reply"),
						"somebody writes; with 'reply' seconds it waits for the bot", this::say),
				new ControlRoute("GET", "/messages/{id}/replies", List.of("count", "seconds"),
						"wait for the bot's messages that followed", this::replies),
				new ControlRoute("POST", "/commands", List.of("guild", "from", "name", "options", "response"),
						"somebody calls a slash command; with 'response' seconds it waits for the bot", this::call),
				new ControlRoute("POST", "/clicks", List.of("message", "component", "from", "response"),
						"somebody clicks a button of the bot's; with 'response' seconds it waits for the bot",
						this::click),
				new ControlRoute("GET", "/commands/{id}/response", List.of("seconds"),
						"wait for the bot's complete response", this::response));
	}

	private ObjectNode say(ControlCall call) {
		MessageDraft draft = call.flag("direct") ? this.discord.directMessage()
				: this.discord.message(call.number("guild", 0));
		if (call.has("from")) {
			draft.from(call.text("from"));
		}
		SentMessage message = draft.content(call.text("content")).send();
		String id = Long.toString(message.id());
		remember(this.messages, id, message);
		ObjectNode answer = ControlJson.object().put("id", id).put("channelId", Long.toString(message.channelId()));
		if (call.has("reply")) {
			answer.set("reply", ControlJson.of(message.awaitReply(call.seconds("reply"))));
		}
		return answer;
	}

	private ObjectNode replies(ControlCall call) {
		SentMessage message = known(this.messages, call.text("id"), "message");
		ObjectNode answer = ControlJson.object();
		answer.set("replies", ControlJson.array(message.awaitReplies(call.count("count", 1, REMEMBERED),
				call.seconds("seconds", this.discord.patience()))));
		return answer;
	}

	private ObjectNode call(ControlCall call) {
		String name = call.text("name");
		SlashCommandDraft draft = this.discord.slashCommand(call.number("guild", 0),
				name.startsWith("/") ? name.substring(1) : name);
		if (call.has("from")) {
			draft.from(call.text("from"));
		}
		call.values("options").forEach(draft::option);
		return sent(draft.send(), call);
	}

	private ObjectNode click(ControlCall call) {
		long id = call.number("message");
		BotMessage message = this.discord.record()
			.messages()
			.stream()
			.filter((each) -> each.id() == id)
			.findFirst()
			.orElseThrow(() -> new ControlException(404, "The bot has sent no message with the id " + id));
		ComponentDraft draft = this.discord.component(message, call.text("component"));
		if (call.has("from")) {
			draft.from(call.text("from"));
		}
		return sent(draft.send(), call);
	}

	private ObjectNode sent(SentInteraction interaction, ControlCall call) {
		String id = Long.toString(interaction.id());
		remember(this.commands, id, interaction);
		ObjectNode answer = ControlJson.object().put("id", id);
		if (call.has("response")) {
			answer.set("response", ControlJson.of(interaction.awaitResponse(call.seconds("response"))));
		}
		return answer;
	}

	private ObjectNode response(ControlCall call) {
		SentInteraction interaction = known(this.commands, call.text("id"), "command");
		ObjectNode answer = ControlJson.object();
		answer.set("response",
				ControlJson.of(interaction.awaitResponse(call.seconds("seconds", this.discord.patience()))));
		return answer;
	}

	private static <T> void remember(Map<String, T> sent, String id, T value) {
		synchronized (sent) {
			sent.put(id, value);
		}
	}

	private static <T> T known(Map<String, T> sent, String id, String what) {
		synchronized (sent) {
			T value = sent.get(id);
			if (value == null) {
				throw new ControlException(404,
						"No " + what + " with the id " + id + " was sent here, or too many since");
			}
			return value;
		}
	}

	private static final class Latest<T> extends LinkedHashMap<String, T> {

		@Override
		protected boolean removeEldestEntry(Map.@Nullable Entry<String, T> eldest) {
			return size() > REMEMBERED;
		}

	}

}
