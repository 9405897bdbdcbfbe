package io.github.fleetboot.cache;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.cache.FirstReply.Unanswered;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcLink;
import io.github.fleetboot.protocol.CacheRequest;
import io.github.fleetboot.protocol.ControlRoutes;

import org.springframework.messaging.support.MessageBuilder;

/**
 * Asks the clusters for what they have cached.
 */
public final class IpcFleetCache implements FleetCache {

	private final CborMessageConverter converter;

	private final IpcLink link;

	private final Executor callbacks;

	private final Duration timeout;

	/**
	 * Create a cache.
	 * @param converter converts what clusters are asked, and what they answer
	 * @param link reaches the clusters
	 * @param callbacks where futures complete
	 * @param timeout how long a call may take
	 */
	public IpcFleetCache(CborMessageConverter converter, IpcLink link, Executor callbacks, Duration timeout) {
		this.converter = converter;
		this.link = link;
		this.callbacks = callbacks;
		this.timeout = timeout;
	}

	@Override
	public Optional<GuildSnapshot> getGuild(long guildId) {
		return await(guild(guildId));
	}

	@Override
	public Optional<ChannelSnapshot> getChannel(long channelId) {
		return await(channel(channelId));
	}

	@Override
	public Optional<UserSnapshot> getUser(long userId) {
		return await(user(userId));
	}

	@Override
	public Optional<MemberSnapshot> getMember(long guildId, long userId) {
		return await(member(guildId, userId));
	}

	@Override
	public Optional<RoleSnapshot> getRole(long guildId, long roleId) {
		return await(role(guildId, roleId));
	}

	@Override
	public AsyncFleetCache async() {
		return new Async();
	}

	@Override
	public FleetCache withTimeout(Duration timeout) {
		return new IpcFleetCache(this.converter, this.link, this.callbacks, timeout);
	}

	private static Query<GuildSnapshot> guild(long id) {
		return new Query<>("Guild " + id, IpcDestination.ownerOfGuild(id).route(ControlRoutes.CACHE_GUILD),
				new CacheRequest(id, id), GuildSnapshot.class);
	}

	private static Query<ChannelSnapshot> channel(long id) {
		return new Query<>("Channel " + id, IpcDestination.allClusters().route(ControlRoutes.CACHE_CHANNEL),
				new CacheRequest(0, id), ChannelSnapshot.class);
	}

	private static Query<UserSnapshot> user(long id) {
		return new Query<>("User " + id, IpcDestination.allClusters().route(ControlRoutes.CACHE_USER),
				new CacheRequest(0, id), UserSnapshot.class);
	}

	private static Query<MemberSnapshot> member(long guildId, long id) {
		return new Query<>("Member " + id + " of guild " + guildId,
				IpcDestination.ownerOfGuild(guildId).route(ControlRoutes.CACHE_MEMBER), new CacheRequest(guildId, id),
				MemberSnapshot.class);
	}

	private static Query<RoleSnapshot> role(long guildId, long id) {
		return new Query<>("Role " + id + " of guild " + guildId,
				IpcDestination.ownerOfGuild(guildId).route(ControlRoutes.CACHE_ROLE), new CacheRequest(guildId, id),
				RoleSnapshot.class);
	}

	private FirstReply ask(Query<?> query) {
		FirstReply reply = new FirstReply();
		try {
			byte[] request = (byte[]) this.converter.toMessage(query.request(), null).getPayload();
			reply.runs(
					this.link.requestAll(query.destination(), new IpcContent(request, Map.of()), this.timeout, reply));
		}
		catch (IpcException ex) {
			reply.completeExceptionally(ex);
		}
		return reply;
	}

	private <T> Optional<T> await(Query<T> query) {
		FirstReply reply = ask(query);
		try {
			return decode(query, reply.get());
		}
		catch (InterruptedException ex) {
			reply.giveUp();
			Thread.currentThread().interrupt();
			throw failed(query, ex);
		}
		catch (ExecutionException ex) {
			throw failed(query, Objects.requireNonNullElse(ex.getCause(), ex));
		}
	}

	private <T> CompletableFuture<Optional<T>> start(Query<T> query) {
		FirstReply reply = ask(query);
		CompletableFuture<Optional<T>> result = reply.handleAsync((content, failure) -> {
			if (failure != null) {
				throw failed(query, failure);
			}
			return decode(query, content);
		}, this.callbacks);
		result.whenComplete((found, failure) -> {
			if (failure instanceof CancellationException) {
				reply.giveUp();
			}
		});
		return result;
	}

	private <T> Optional<T> decode(Query<T> query, IpcContent content) {
		if (content.bytes().length == 0) {
			return Optional.empty();
		}
		Object decoded = this.converter.fromMessage(MessageBuilder.withPayload(content.bytes()).build(), query.type());
		return Optional.ofNullable(query.type().cast(decoded));
	}

	private static FleetCacheException failed(Query<?> query, Throwable failure) {
		Map<WorkerId, IpcException> failures = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
		String who = "the clusters could not be asked: " + failure.getMessage();
		if (failure instanceof Unanswered unanswered) {
			failures.putAll(unanswered.failures());
			who = failures.entrySet()
				.stream()
				.map((entry) -> entry.getKey() + " did not answer: " + entry.getValue().getMessage())
				.collect(Collectors.joining(" "));
		}
		Throwable cause = (failure instanceof Unanswered) ? failures.values().iterator().next() : failure;
		return new FleetCacheException(query.what() + " may be cached or not, since " + who,
				"Try again once all clusters are live; /actuator/fleet shows how they are.", failures, cause);
	}

	/**
	 * A question.
	 *
	 * @param what what is looked for, for messages
	 * @param destination who may have it
	 * @param request what to send
	 * @param type the type of the answer
	 * @param <T> the type of the answer
	 */
	private record Query<T>(String what, IpcDestination destination, CacheRequest request, Class<T> type) {
	}

	/**
	 * The same without waiting.
	 */
	private final class Async implements AsyncFleetCache {

		@Override
		public CompletableFuture<Optional<GuildSnapshot>> getGuild(long guildId) {
			return start(guild(guildId));
		}

		@Override
		public CompletableFuture<Optional<ChannelSnapshot>> getChannel(long channelId) {
			return start(channel(channelId));
		}

		@Override
		public CompletableFuture<Optional<UserSnapshot>> getUser(long userId) {
			return start(user(userId));
		}

		@Override
		public CompletableFuture<Optional<MemberSnapshot>> getMember(long guildId, long userId) {
			return start(member(guildId, userId));
		}

		@Override
		public CompletableFuture<Optional<RoleSnapshot>> getRole(long guildId, long roleId) {
			return start(role(guildId, roleId));
		}

	}

}
