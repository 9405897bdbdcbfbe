package io.github.fleetboot.test.discord.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.fleetboot.test.discord.DiscordEmulator;
import io.github.fleetboot.test.discord.record.EmulatorTimeoutException;
import io.github.fleetboot.test.discord.server.HttpService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets an emulator be led over HTTP, for tests in other languages and for people with
 * {@code curl}: {@code GET /control} lists what can be done. Requests that come from a
 * web page are refused.
 *
 * @since 0.1.0
 */
public final class DiscordControl {

	private static final Logger logger = LoggerFactory.getLogger(DiscordControl.class);

	private static final String PREFIX = "/control";

	private static final String JSON = "application/json";

	private final DiscordEmulator discord;

	private final List<ControlRoute> routes = new ArrayList<>();

	/**
	 * Requests wait for the bot, and must not keep each other waiting.
	 */
	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "discord-control");
		thread.setDaemon(true);
		return thread;
	});

	private DiscordControl(DiscordEmulator discord) {
		this.discord = discord;
		this.routes.add(new ControlRoute("GET", "", List.of(), "this list", (call) -> index()));
		this.routes.addAll(new RecordRoutes(discord).routes());
		this.routes.addAll(new PeopleRoutes(discord).routes());
		this.routes.addAll(new WorldRoutes(discord).routes());
		this.routes.addAll(new FaultRoutes(discord).routes());
	}

	/**
	 * Open the control of an emulator, on its own port.
	 * @param discord the emulator
	 * @return the control
	 */
	public static DiscordControl of(DiscordEmulator discord) {
		DiscordControl control = new DiscordControl(discord);
		discord.serve(PREFIX, control::answer);
		return control;
	}

	/**
	 * Offer to end it all.
	 * @param shutdown called once, after {@code POST /control/shutdown} is answered
	 * @return this control
	 */
	DiscordControl onShutdown(Runnable shutdown) {
		this.routes.add(new ControlRoute("POST", "/shutdown", List.of(), "end this process", (call) -> {
			this.threads.execute(shutdown);
			return ControlJson.object().put("done", true);
		}));
		return this;
	}

	/**
	 * Where it is.
	 * @return the URL, without a slash at the end
	 */
	public String url() {
		return "http" + this.discord.gatewayUrl().substring("ws".length()) + PREFIX;
	}

	private JsonNode index() {
		ObjectNode index = ControlJson.object();
		ArrayNode list = index.putArray("routes");
		this.routes.forEach((route) -> {
			ObjectNode each = list.addObject().put("method", route.method()).put("path", PREFIX + route.path());
			ArrayNode parameters = each.putArray("parameters");
			route.parameters().forEach(parameters::add);
			each.put("purpose", route.purpose());
		});
		return index;
	}

	private CompletionStage<HttpService.Response> answer(HttpService.Request request) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return new HttpService.Response(200, JSON, ControlJson.write(dispatch(request)) + "\n");
			}
			catch (ControlException ex) {
				return error(ex.status(), String.valueOf(ex.getMessage()));
			}
			catch (IllegalArgumentException ex) {
				return error(400, String.valueOf(ex.getMessage()));
			}
			catch (EmulatorTimeoutException ex) {
				return error(504, String.valueOf(ex.getMessage()));
			}
			catch (RuntimeException ex) {
				logger.error("{} {} failed", request.method(), request.path(), ex);
				return error(500, ex.toString());
			}
		}, this.threads);
	}

	private JsonNode dispatch(HttpService.Request request) {
		if (request.origin() != null) {
			throw new ControlException(403, "Web pages may not lead the emulator");
		}
		String path = request.path().substring(PREFIX.length()).replaceFirst("/$", "");
		List<String> methods = new ArrayList<>();
		for (ControlRoute route : this.routes) {
			Map<String, String> found = route.match(path);
			if (found != null && route.method().equals(request.method())) {
				return route.handler().apply(call(route, found, request));
			}
			if (found != null) {
				methods.add(route.method());
			}
		}
		if (!methods.isEmpty()) {
			throw new ControlException(405, request.path() + " takes " + String.join(", ", methods));
		}
		throw new ControlException(404, "There is no " + request.path() + "; GET " + PREFIX + " lists what there is");
	}

	private static ControlCall call(ControlRoute route, Map<String, String> inPath, HttpService.Request request) {
		Map<String, JsonNode> parameters = new LinkedHashMap<>();
		request.query().forEach((name, value) -> parameters.put(name, ControlJson.text(value)));
		if (!request.body().isBlank()) {
			JsonNode body = ControlJson.parse(request.body());
			if (!body.isObject()) {
				throw ControlException.bad("The body must be a JSON object");
			}
			body.properties().forEach((entry) -> parameters.put(entry.getKey(), entry.getValue()));
		}
		route.check(parameters.keySet());
		inPath.forEach((name, value) -> parameters.put(name, ControlJson.text(value)));
		return new ControlCall(parameters);
	}

	private static HttpService.Response error(int status, String message) {
		return new HttpService.Response(status, JSON,
				ControlJson.write(ControlJson.object().put("error", message)) + "\n");
	}

}
