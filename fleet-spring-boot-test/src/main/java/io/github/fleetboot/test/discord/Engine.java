package io.github.fleetboot.test.discord;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import io.github.fleetboot.test.discord.gateway.Gateway;
import io.github.fleetboot.test.discord.gateway.GatewayEntry;
import io.github.fleetboot.test.discord.gateway.fault.EventFaults;
import io.github.fleetboot.test.discord.gateway.fault.Faults;
import io.github.fleetboot.test.discord.gateway.fault.LateEvents;
import io.github.fleetboot.test.discord.record.DiscordRecord;
import io.github.fleetboot.test.discord.record.Monitor;
import io.github.fleetboot.test.discord.rest.Commands;
import io.github.fleetboot.test.discord.rest.Endpoints;
import io.github.fleetboot.test.discord.rest.Interactions;
import io.github.fleetboot.test.discord.rest.Messages;
import io.github.fleetboot.test.discord.rest.RestApi;
import io.github.fleetboot.test.discord.server.EmulatorServer;
import io.github.fleetboot.test.discord.world.BotAccount;
import io.github.fleetboot.test.discord.world.Settings;
import io.github.fleetboot.test.discord.world.World;
import org.jspecify.annotations.Nullable;

/**
 * The emulator's parts, put together.
 */
final class Engine {

	private final Settings settings;

	private final Monitor monitor = new Monitor();

	private final DiscordRecord record;

	private final EmulatorServer server = new EmulatorServer();

	private final BotAccount account;

	private final World world;

	private final Gateway gateway;

	private final Faults faults;

	private final Endpoints endpoints;

	private final GatewayEntry entry;

	Engine(Settings settings) {
		this.settings = settings;
		this.record = new DiscordRecord(this.monitor, settings.recordFrames);
		this.account = new BotAccount(settings);
		this.world = new World(settings);
		this.gateway = new Gateway(settings, this.account, this.world, this.record, this.monitor, this.server.loop());
		this.faults = new Faults(this.gateway, this.record,
				(settings.seed != null) ? settings.seed : ThreadLocalRandom.current().nextInt());
		this.endpoints = new Endpoints(settings, this.account, this.world, this.gateway, this.record, this.monitor,
				() -> "http://127.0.0.1:" + port());
		this.entry = new GatewayEntry(this.gateway, settings);
	}

	void start() {
		try {
			this.server.listen(this.settings.host, this.settings.port, api(), this.entry);
		}
		catch (Exception ex) {
			this.server.close();
			throw new IllegalStateException("The Discord emulator could not listen on port " + this.settings.port
					+ " of " + this.settings.host + ": choose another one, or 0 for any that is free", ex);
		}
		run(() -> {
			this.gateway.listensOn("ws://" + address());
			differSessions();
		});
	}

	/**
	 * Treat sessions differently where the settings say so.
	 */
	private void differSessions() {
		if (!this.settings.mostSkew.isZero()) {
			this.faults
				.always(EventFaults.delay(this.settings.leastSkew, this.settings.mostSkew, LateEvents.Order.SESSION));
		}
		if (!this.settings.guildReordering.isZero()) {
			this.faults.always(EventFaults.delay(Duration.ZERO, this.settings.guildReordering, LateEvents.Order.GUILD));
		}
		if (this.settings.variedPayloads) {
			this.faults.always(EventFaults.varyPayloads());
		}
	}

	/**
	 * Listen again on the same port.
	 */
	void listenAgain() {
		if (!this.server.isListening()) {
			this.server.listen(this.settings.host, port(), api(), this.entry);
		}
	}

	/**
	 * Host and port as clients are told.
	 */
	String address() {
		return this.settings.host + ":" + port();
	}

	int port() {
		return this.server.port();
	}

	Settings settings() {
		return this.settings;
	}

	DiscordRecord record() {
		return this.record;
	}

	EmulatorServer server() {
		return this.server;
	}

	BotAccount account() {
		return this.account;
	}

	World world() {
		return this.world;
	}

	Gateway gateway() {
		return this.gateway;
	}

	Faults faults() {
		return this.faults;
	}

	Messages messages() {
		return this.endpoints.messages();
	}

	Commands commands() {
		return this.endpoints.commands();
	}

	Interactions interactions() {
		return this.endpoints.interactions();
	}

	RestApi api() {
		return this.endpoints.api();
	}

	<T> T call(Supplier<T> task) {
		return this.server.call(task::get);
	}

	void run(Runnable task) {
		this.server.run(task);
	}

	<T> T await(String awaited, Duration timeout, Supplier<? extends @Nullable T> reading) {
		return this.monitor.await(awaited, timeout, reading, () -> this.record.summary().toString());
	}

	void close() {
		this.server.close();
		this.faults.close();
	}

}
