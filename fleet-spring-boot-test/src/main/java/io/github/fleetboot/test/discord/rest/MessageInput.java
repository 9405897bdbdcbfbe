package io.github.fleetboot.test.discord.rest;

import java.util.List;

import io.github.fleetboot.test.discord.world.Json;
import tools.jackson.databind.JsonNode;

/**
 * A message as a request describes it.
 *
 * @param body the message's fields
 * @param files the files sent along
 */
record MessageInput(JsonNode body, List<UploadedPart> files) {

	static MessageInput of(RestRequest request) {
		return new MessageInput(request.body(), request.payload().files());
	}

	/**
	 * A message without content or anything.
	 */
	static MessageInput nothing() {
		return new MessageInput(Json.object(), List.of());
	}

	/**
	 * Refuse what Discord refuses.
	 * @param maxFileSize how many bytes a file may have
	 * @throws RestException if so
	 */
	void check(int maxFileSize) {
		MessageForm.check(this.body);
		if (this.files.stream().anyMatch((file) -> file.bytes().length > maxFileSize)) {
			throw new RestException(400, 50045, "File uploaded exceeds the maximum size");
		}
	}

	/**
	 * Refuse a new message that says nothing.
	 * @throws RestException if so
	 */
	void requireContent() {
		boolean empty = Json.string(this.body, "content").isBlank() && this.files.isEmpty();
		for (String part : new String[] { "embeds", "components", "sticker_ids", "attachments", "poll" }) {
			empty = empty && this.body.path(part).isEmpty();
		}
		boolean forwards = Json.number(this.body.path("message_reference"), "type", 0) == 1;
		if (empty && !forwards) {
			throw new RestException(400, 50006, "Cannot send an empty message");
		}
	}

}
