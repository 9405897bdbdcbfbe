package io.github.fleetboot.ordinary;

import io.github.fleetboot.FleetService;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Lives in a JVM of its own.
 */
@FleetService("archive")
class OrdinaryService {

	private final Journal journal;

	private final Visits visits;

	OrdinaryService(Journal journal, Visits visits) {
		this.journal = journal;
		this.visits = visits;
		journal.note("service");
	}

	@EventListener
	void ready(ApplicationReadyEvent event) {
		this.journal.note("service-visits-" + this.visits.add("service"));
	}

}
