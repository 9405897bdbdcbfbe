package io.github.fleetboot.bot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.fleetboot.AdmiralController;
import io.github.fleetboot.WorkerId;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * What workers tell the Admiral.
 */
@AdmiralController
class AdmiralDesk {

	private final List<Note> notes = new CopyOnWriteArrayList<>();

	@MessageMapping("note")
	void note(@Payload String text, WorkerId sender) {
		this.notes.add(new Note(System.nanoTime(), sender, text));
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
