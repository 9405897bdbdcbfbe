package io.github.fleetboot.bot;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.fleetboot.AdmiralController;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerState;
import io.github.fleetboot.WorkerStateChangedEvent;

import org.springframework.context.event.EventListener;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * What workers tell the Admiral.
 */
@AdmiralController
class AdmiralDesk {

	private final List<Note> notes = new CopyOnWriteArrayList<>();

	private final List<String> changes = new CopyOnWriteArrayList<>();

	private final Map<String, Integer> served = new ConcurrentHashMap<>();

	private final Map<String, Runnable> reactions = new ConcurrentHashMap<>();

	@MessageMapping("note")
	void note(@Payload String text, WorkerId sender) {
		this.notes.add(new Note(System.nanoTime(), sender, text));
	}

	@EventListener
	void changed(WorkerStateChangedEvent event) {
		this.changes.add(event.worker() + " " + event.to());
		Runnable reaction = this.reactions.remove(event.worker() + " " + event.to());
		if (reaction != null) {
			reaction.run();
		}
	}

	/**
	 * Do something as soon as a worker is in a state the next time.
	 */
	void when(WorkerId worker, WorkerState state, Runnable reaction) {
		this.reactions.put(worker + " " + state, reaction);
	}

	/**
	 * How often that is still to happen.
	 */
	int waiting() {
		return this.reactions.size();
	}

	List<String> changes() {
		return this.changes;
	}

	@MessageMapping("served")
	void served(@Payload String id) {
		this.served.merge(id, 1, Integer::sum);
	}

	/**
	 * How often the echo has served which request.
	 */
	Map<String, Integer> served() {
		return this.served;
	}

	@MessageMapping("notes")
	int count() {
		return this.notes.size();
	}

	List<Note> notes() {
		return this.notes;
	}

	record Note(long nanos, WorkerId sender, String text) {
	}

}
