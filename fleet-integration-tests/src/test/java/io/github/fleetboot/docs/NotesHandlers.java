package io.github.fleetboot.docs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.WorkerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

// tag::handlers[]
@ClusterWorker
@MessageMapping("notes")
class NotesHandlers {

	private static final Logger logger = LoggerFactory.getLogger(NotesHandlers.class);

	private final Map<Long, String> notes = new ConcurrentHashMap<>();

	@MessageMapping("add")
	void add(@Payload IpcExamples.Note note, WorkerId sender) {
		logger.info("{} notes {}", sender, note);
		this.notes.put(note.guildId(), note.text());
	}

	@MessageMapping("forget")
	void forget(@Payload long guildId) {
		this.notes.remove(guildId);
	}

	@MessageMapping("of.{guild}")
	String of(@DestinationVariable("guild") long guildId) {
		String note = this.notes.get(guildId);
		if (note == null) {
			throw new IllegalArgumentException("no note for " + guildId);
		}
		return note;
	}

	@MessageMapping("all")
	CompletableFuture<List<String>> all() {
		return CompletableFuture.supplyAsync(() -> List.copyOf(this.notes.values()));
	}

	@MessageExceptionHandler(IllegalArgumentException.class)
	String nothing(IllegalArgumentException failure) {
		return "(" + failure.getMessage() + ")";
	}

}
// end::handlers[]
