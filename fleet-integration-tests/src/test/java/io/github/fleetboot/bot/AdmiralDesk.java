package io.github.fleetboot.bot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.fleetboot.AdmiralController;
import io.github.fleetboot.WorkerId;
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

	@MessageMapping("note")
	void note(@Payload String text, WorkerId sender) {
		this.notes.add(new Note(System.nanoTime(), sender, text));
	}

	@EventListener
	void changed(WorkerStateChangedEvent event) {
		this.changes.add(event.getWorker() + " " + event.getTo());
	}

	List<String> changes() {
		return this.changes;
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
