package io.github.fleetboot.test.discord.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Compares what happened with what was seen.
 */
final class Comparing {

	private final Map<Long, Publication> expected = new LinkedHashMap<>();

	private final Map<Long, Integer> places = new HashMap<>();

	private final Map<Long, Integer> sightings = new LinkedHashMap<>();

	private final Map<Long, Publication> latestOfGuild = new HashMap<>();

	private final List<Inverted> inverted = new ArrayList<>();

	private final List<Long> unexpected = new ArrayList<>();

	Comparing(List<Publication> publications, Predicate<Publication> wanted) {
		for (Publication publication : publications) {
			if (wanted.test(publication) && this.expected.putIfAbsent(publication.subject(), publication) == null) {
				this.places.put(publication.subject(), this.places.size());
			}
		}
	}

	Comparison with(Collection<Long> seen, Deliveries deliveries, GuildsTold guilds) {
		seen.forEach(this::see);
		Set<Long> conspicuous = new HashSet<>(this.expected.keySet());
		conspicuous.removeIf((subject) -> this.sightings.getOrDefault(subject, 0) == 1);
		this.inverted.forEach((pair) -> conspicuous.addAll(List.of(pair.event.subject(), pair.seenBefore.subject())));
		Map<Long, List<Delivery>> traces = trace(conspicuous, deliveries);
		List<Comparison.Loss> lost = new ArrayList<>();
		List<Comparison.Repetition> repeated = new ArrayList<>();
		this.expected.forEach((subject, event) -> {
			int times = this.sightings.getOrDefault(subject, 0);
			if (times == 0) {
				lost.add(loss(event, traces.getOrDefault(subject, List.of()), guilds));
			}
			else if (times > 1) {
				repeated.add(new Comparison.Repetition(event, times, traces.getOrDefault(subject, List.of())));
			}
		});
		List<Comparison.Inversion> reordered = this.inverted.stream().map((pair) -> pair.explain(traces)).toList();
		return new Comparison(this.expected.size(), this.sightings.size(), List.copyOf(lost), List.copyOf(repeated),
				reordered, List.copyOf(this.unexpected));
	}

	private static Comparison.Loss loss(Publication event, List<Delivery> deliveries, GuildsTold guilds) {
		return new Comparison.Loss(event, deliveries,
				deliveries.stream()
					.map(Delivery::event)
					.filter((told) -> guilds.isMissing(event.guildId(), told))
					.map(DiscordRecord.Event::sessionId)
					.collect(Collectors.toSet()));
	}

	private void see(long subject) {
		Publication event = this.expected.get(subject);
		if (event == null) {
			this.unexpected.add(subject);
			return;
		}
		if (this.sightings.merge(subject, 1, Integer::sum) > 1) {
			return;
		}
		Publication latest = this.latestOfGuild.get(event.guildId());
		if (latest != null && place(latest) > place(event)) {
			this.inverted.add(new Inverted(event, latest));
		}
		else {
			this.latestOfGuild.put(event.guildId(), event);
		}
	}

	private int place(Publication event) {
		return this.places.getOrDefault(event.subject(), -1);
	}

	private Map<Long, List<Delivery>> trace(Set<Long> subjects, Deliveries deliveries) {
		Map<Long, List<Delivery>> traces = new HashMap<>();
		for (Delivery delivery : deliveries.all()) {
			long subject = delivery.event().subject();
			Publication event = subjects.contains(subject) ? this.expected.get(subject) : null;
			if (event != null && event.type().equals(delivery.event().type())) {
				traces.computeIfAbsent(subject, (key) -> new ArrayList<>()).add(delivery);
			}
		}
		return traces;
	}

	/**
	 * An event that was seen after a later one.
	 */
	private record Inverted(Publication event, Publication seenBefore) {

		Comparison.Inversion explain(Map<Long, List<Delivery>> traces) {
			List<Delivery> later = traces.getOrDefault(this.seenBefore.subject(), List.of());
			boolean sentInThisOrder = traces.getOrDefault(this.event.subject(), List.of())
				.stream()
				.anyMatch((delivery) -> later.stream().anyMatch((other) -> follows(delivery.event(), other.event())));
			return new Comparison.Inversion(this.event, this.seenBefore, sentInThisOrder);
		}

		private static boolean follows(DiscordRecord.Event event, DiscordRecord.Event other) {
			return event.sessionId().equals(other.sessionId()) && event.sequence() > other.sequence();
		}

	}

}
