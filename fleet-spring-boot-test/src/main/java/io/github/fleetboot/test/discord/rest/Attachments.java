package io.github.fleetboot.test.discord.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.fleetboot.test.discord.record.SentFile;
import io.github.fleetboot.test.discord.world.Json;
import io.github.fleetboot.test.discord.world.World;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of messages. They can be loaded from their {@code url}.
 *
 * @see <a href=
 * "https://docs.discord.com/developers/resources/message#attachment-object">Attachments</a>
 */
final class Attachments {

	static final String PATH = "attachments/{channel}/{attachment}/{filename}";

	private static final long MAX_KEPT = 64L * 1024 * 1024;

	private final World world;

	private final Supplier<String> address;

	private final Map<Long, SentFile> files = new LinkedHashMap<>();

	private long kept;

	/**
	 * Create a store without files.
	 * @param address the server's address, without a slash at the end
	 */
	Attachments(World world, Supplier<String> address) {
		this.world = world;
		this.address = address;
	}

	void addTo(RestApi api) {
		api.add(new Route("GET", PATH, Route.Access.CDN, (request) -> null, this::load));
	}

	private RestResponse load(RestRequest request) {
		SentFile file = this.files.get(request.id("attachment"));
		if (file == null || !file.filename().equals(request.parameter("filename"))) {
			throw new RestException(404, 0, "404: Not Found");
		}
		return RestResponse.bytes(200, file.contentType(), file.bytes());
	}

	/**
	 * The files of a message, in its order.
	 */
	List<SentFile> of(JsonNode message) {
		List<SentFile> files = new ArrayList<>();
		for (JsonNode attachment : message.path("attachments")) {
			SentFile file = this.files.get(Json.snowflake(attachment.get("id")));
			if (file != null) {
				files.add(file);
			}
		}
		return files;
	}

	/**
	 * Give a message the files of a request: those it had that are listed, or all if
	 * there is no list, and the new ones.
	 */
	void apply(MessageInput input, ObjectNode message) {
		JsonNode listed = input.body().get("attachments");
		if (listed == null && input.files().isEmpty()) {
			return;
		}
		ArrayNode attachments = Json.array();
		for (JsonNode old : message.path("attachments")) {
			if (listed == null || listed.isNull() || find(listed, Json.snowflake(old.get("id"))) != null) {
				attachments.add(old);
			}
		}
		for (int i = 0; i < input.files().size(); i++) {
			UploadedPart part = input.files().get(i);
			int number = (part.number() >= 0) ? part.number() : i;
			JsonNode described = (listed != null) ? find(listed, number) : null;
			attachments.add(store(message, part, (described != null) ? described : Json.object()));
		}
		message.set("attachments", attachments);
	}

	private static @Nullable JsonNode find(JsonNode listed, long id) {
		for (JsonNode attachment : listed) {
			JsonNode value = attachment.get("id");
			boolean zero = value != null && value.asString("").equals("0");
			if (value != null && (zero ? id == 0 : Json.snowflake(value) == id)) {
				return attachment;
			}
		}
		return null;
	}

	private ObjectNode store(ObjectNode message, UploadedPart part, JsonNode described) {
		String named = Json.string(described, "filename");
		String filename = (named.isEmpty() ? part.filename() : named).replaceAll("[^\\p{L}\\p{N}._-]", "_");
		String type = part.contentType();
		SentFile file = new SentFile(filename, (type != null) ? type : "application/octet-stream", part.bytes());
		long id = this.world.newId();
		this.files.put(id, file);
		this.kept += file.size();
		while (this.kept > MAX_KEPT && this.files.size() > 1) {
			Long eldest = this.files.keySet().iterator().next();
			SentFile dropped = this.files.remove(eldest);
			this.kept -= (dropped != null) ? dropped.size() : 0;
		}
		String url = this.address.get() + "/attachments/" + Json.string(message, "channel_id") + "/" + Json.id(id) + "/"
				+ filename;
		ObjectNode json = Json.object().put("id", Json.id(id)).put("filename", filename).put("size", file.size());
		json.put("url", url).put("proxy_url", url).put("content_type", file.contentType());
		if (!Json.string(described, "description").isEmpty()) {
			json.put("description", Json.string(described, "description"));
		}
		return json;
	}

}
