package io.github.fleetboot.ordinary;

import io.github.fleetboot.ClusterWorker;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Lives in clusters.
 */
@ClusterWorker
class OrdinaryCluster {

	private final Journal journal;

	private final Visits visits;

	private final String place;

	OrdinaryCluster(Journal journal, Visits visits, @Value("${ordinary.place:cluster}") String place) {
		this.place = place;
		this.journal = journal;
		this.visits = visits;
		journal.note("cluster");
	}

	@Scheduled(initialDelay = 10, fixedDelay = 3_600_000)
	void tick() {
		this.journal.note("cluster-scheduled");
	}

	@EventListener
	void ready(ApplicationReadyEvent event) {
		this.journal.note(this.place + "-visits-" + this.visits.add(this.place));
	}

}
