package io.github.fleetboot.test.discord.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The lists of the record, to which the emulator's thread adds.
 */
abstract class RecordBooks {

	final Monitor monitor;

	final List<DiscordRecord.Identify> identifies = new ArrayList<>();

	final List<DiscordRecord.Resume> resumes = new ArrayList<>();

	final List<DiscordRecord.Violation> violations = new ArrayList<>();

	final List<Supplier<DiscordRecord.Session>> sessions = new ArrayList<>();

	final List<DiscordRecord.Request> requests = new ArrayList<>();

	final List<DiscordRecord.Fault> faults = new ArrayList<>();

	final List<DiscordRecord.Callback> callbacks = new ArrayList<>();

	final List<BotMessage> messages = new ArrayList<>();

	final Map<Long, List<BotMessage>> messagesByChannel = new HashMap<>();

	final DeliveryLog deliveryLog;

	final FrameLog frameLog;

	RecordBooks(Monitor monitor, boolean frames) {
		this.monitor = monitor;
		Timeline timeline = new Timeline();
		this.deliveryLog = new DeliveryLog(monitor, timeline);
		this.frameLog = new FrameLog(monitor, timeline, frames);
	}

	public List<BotMessage> messagesIn(long channelId) {
		return this.messagesByChannel.getOrDefault(channelId, List.of());
	}

	public List<DiscordRecord.Session> sessionsSoFar() {
		return this.sessions.stream().map(Supplier::get).toList();
	}

	public List<DiscordRecord.Request> requestsSoFar() {
		return this.requests;
	}

	public void add(DiscordRecord.Identify identify) {
		this.monitor.update(() -> this.identifies.add(identify));
	}

	public void add(DiscordRecord.Resume resume) {
		this.monitor.update(() -> this.resumes.add(resume));
	}

	public void add(DiscordRecord.Violation violation) {
		this.monitor.update(() -> this.violations.add(violation));
	}

	public void add(DiscordRecord.Fault fault) {
		this.monitor.update(() -> this.faults.add(fault));
	}

	public void addSession(Supplier<DiscordRecord.Session> session) {
		this.monitor.update(() -> this.sessions.add(session));
	}

	public DeliveryLog deliveryLog() {
		return this.deliveryLog;
	}

	public FrameLog frameLog() {
		return this.frameLog;
	}

	public void add(DiscordRecord.Request request) {
		this.monitor.update(() -> this.requests.add(request));
	}

	public void add(DiscordRecord.Callback callback) {
		this.monitor.update(() -> this.callbacks.add(callback));
	}

	public void add(BotMessage message) {
		this.monitor.update(() -> {
			this.messages.add(message);
			this.messagesByChannel.computeIfAbsent(message.channelId(), (channel) -> new ArrayList<>()).add(message);
		});
	}

	final <T> List<T> snapshot(List<T> list) {
		return this.monitor.read(() -> List.copyOf(list));
	}

}
