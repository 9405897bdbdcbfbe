package io.github.fleetboot.test.discord.rest;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The form of a message.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/resources/message#create-message">Create
 * Message</a>
 */
final class MessageForm {

	private static final int CONTENT = 2000;

	private static final int EMBEDS = 10;

	private static final int ALL_EMBEDS = 6000;

	private static final int NONCE = 25;

	private static final int STICKERS = 3;

	private static final int FILES = 10;

	private MessageForm() {
	}

	static void check(JsonNode body) {
		Form form = Form.of(body);
		form.text("content", 0, CONTENT);
		form.flag("tts");
		form.flag("enforce_nonce");
		form.number("flags", 0, Integer.MAX_VALUE, 0);
		nonce(form);
		int characters = 0;
		for (Form embed : form.objects("embeds", 0, EMBEDS)) {
			characters += embed(embed);
		}
		if (characters > ALL_EMBEDS) {
			form.complain("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of " + ALL_EMBEDS);
		}
		form.list("sticker_ids", 0, STICKERS);
		form.objects("attachments", 0, FILES).forEach((attachment) -> {
			attachment.require("id");
			attachment.text("filename", 1, 1024);
			attachment.text("description", 0, 1024);
		});
		reference(form.object("message_reference"));
		form.object("allowed_mentions");
		ComponentForm.check(form, MessageFlags.has(body, MessageFlags.COMPONENTS_V2));
		form.raise();
	}

	private static void nonce(Form form) {
		JsonNode nonce = form.node().path("nonce");
		if (form.has("nonce") && !nonce.isIntegralNumber()) {
			form.text("nonce", 0, NONCE);
		}
	}

	private static void reference(@Nullable Form reference) {
		if (reference != null) {
			reference.require("message_id");
			for (String id : List.of("message_id", "channel_id", "guild_id")) {
				reference.snowflake(id);
			}
			reference.flag("fail_if_not_exists");
		}
	}

	/**
	 * An embed.
	 * @return how many characters count towards the limit of all embeds
	 * @see <a href=
	 * "https://docs.discord.com/developers/resources/message#embed-object-embed-limits">Embed
	 * limits</a>
	 */
	private static int embed(Form embed) {
		int characters = embed.text("title", 0, 256).length() + embed.text("description", 0, 4096).length();
		embed.number("color", 0, 0xFFFFFF, 0);
		Form footer = embed.object("footer");
		Form author = embed.object("author");
		characters += (footer != null) ? footer.requiredText("text", 0, 2048).length() : 0;
		characters += (author != null) ? author.requiredText("name", 0, 256).length() : 0;
		for (Form field : embed.objects("fields", 0, 25)) {
			characters += field.requiredText("name", 1, 256).length() + field.requiredText("value", 1, 1024).length();
		}
		return characters;
	}

}
