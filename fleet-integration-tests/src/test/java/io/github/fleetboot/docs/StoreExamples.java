package io.github.fleetboot.docs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.store.FleetStore;
import io.github.fleetboot.store.StoreEntry;
import io.github.fleetboot.store.StoreKeys;
import io.github.fleetboot.store.StoreLimitException;
import io.github.fleetboot.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.ParameterizedTypeReference;

/**
 * What the store is good for.
 */
class StoreExamples {

	private static final Logger logger = LoggerFactory.getLogger(StoreExamples.class);

	private final FleetStore store;

	StoreExamples(FleetStore store) {
		this.store = store;
	}

	// tag::basics[]
	void remember(long userId, Settings settings) {
		this.store.put("settings:" + userId, settings);
	}

	Settings settings(long userId) {
		return this.store.get("settings:" + userId, Settings.class).orElse(Settings.DEFAULT);
	}

	List<String> banned() {
		return this.store.get("banned", new ParameterizedTypeReference<List<String>>() {
		}).orElse(List.of());
	}
	// end::basics[]

	// tag::cooldown[]
	boolean mayUse(long userId, String command) {
		return this.store.putIfAbsent("cooldown:" + command + ":" + userId, true, Duration.ofSeconds(30));
	}

	boolean mayUseFiveTimesAMinute(long userId) {
		return this.store.increment("uses:" + userId, 1, Duration.ofMinutes(1)) <= 5;
	}
	// end::cooldown[]

	// tag::update[]
	void addPoints(long userId, int points) {
		this.store.update("score:" + userId, Score.class,
				(score) -> Optional.of(score.orElse(new Score(0, 0)).plus(points)));
	}
	// end::update[]

	// tag::compare-and-set[]
	boolean claim(String ticket, String moderator) {
		Optional<StoreEntry<Ticket>> entry = this.store.getEntry("ticket:" + ticket, Ticket.class);
		return entry.isPresent() && entry.get().value().isOpen()
				&& this.store.compareAndSet("ticket:" + ticket, entry.get().version(), new Ticket(moderator));
	}
	// end::compare-and-set[]

	// tag::keys[]
	List<String> openTickets() {
		List<String> tickets = new ArrayList<>();
		FleetStore open = this.store.in("ticket");
		StoreKeys page = open.keys("", 100);
		tickets.addAll(page.keys());
		while (page.next() != null) {
			page = open.keys("", 100, page.next());
			tickets.addAll(page.keys());
		}
		return tickets;
	}
	// end::keys[]

	// tag::async[]
	CompletableFuture<String> greeting(long userId) {
		return this.store.async()
			.increment("greeted:" + userId)
			.thenApply((times) -> "Hello for the " + times + ". time")
			.exceptionally((failure) -> "Hello");
	}
	// end::async[]

	// tag::failures[]
	String save(long userId, Settings settings) {
		try {
			remember(userId, settings);
			return "Saved.";
		}
		catch (StoreLimitException ex) {
			logger.error("Not saved. {}", ex.getAction(), ex);
			return "There is no room.";
		}
		catch (StoreUnavailableException ex) {
			return ex.isOutcomeUnknown() ? "It may be saved or not. Please look." : "Try again in a moment.";
		}
	}
	// end::failures[]

	record Settings(String language, boolean quiet) {

		static final Settings DEFAULT = new Settings("en", false);

	}

	record Score(int points, int games) {

		Score plus(int more) {
			return new Score(this.points + more, this.games + 1);
		}

	}

	record Ticket(String moderator) {

		boolean isOpen() {
			return this.moderator.isEmpty();
		}

	}

}
