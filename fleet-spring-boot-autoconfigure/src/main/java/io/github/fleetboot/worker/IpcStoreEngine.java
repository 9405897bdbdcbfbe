package io.github.fleetboot.worker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.fleetboot.ipc.IpcCongestedException;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcException;
import io.github.fleetboot.ipc.IpcNoHandlerException;
import io.github.fleetboot.ipc.IpcPayloadTooLargeException;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.store.FleetStoreException;
import io.github.fleetboot.store.StoreCommand;
import io.github.fleetboot.store.StoreEngine;
import io.github.fleetboot.store.StoreLimitException;
import io.github.fleetboot.store.StoreReply;
import io.github.fleetboot.store.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The Admiral's store, as a worker reaches it.
 */
public final class IpcStoreEngine implements StoreEngine {

	private static final IpcDestination STORE = IpcDestination.admiral().route(ControlRoutes.STORE);

	private final IpcTemplate ipc;

	/**
	 * Create the engine.
	 * @param ipc reaches the Admiral
	 */
	public IpcStoreEngine(IpcTemplate ipc) {
		this.ipc = ipc;
	}

	@Override
	public StoreReply execute(StoreCommand command) {
		try {
			StoreReply reply = this.ipc.convertSendAndReceive(STORE, command, StoreReply.class);
			return answered(reply);
		}
		catch (IpcException ex) {
			throw translate(command, ex);
		}
	}

	@Override
	public CompletableFuture<StoreReply> executeAsync(StoreCommand command) {
		return this.ipc.requestAsync(STORE, command, StoreReply.class).handle((reply, failure) -> {
			if (failure != null) {
				throw (failure instanceof IpcException ex) ? translate(command, ex) : new CompletionException(failure);
			}
			return answered(reply);
		});
	}

	private static StoreReply answered(@Nullable StoreReply reply) {
		if (reply == null) {
			throw new IllegalStateException("The Admiral's store replied with nothing");
		}
		return reply.orThrow();
	}

	private static FleetStoreException translate(StoreCommand command, IpcException cause) {
		String what = command.operation() + " of '" + command.key() + "'";
		if (cause instanceof IpcPayloadTooLargeException) {
			return new StoreLimitException("fleet.ipc.max-payload",
					what + " takes a larger message than there may be: " + cause.getMessage(),
					"Store less in one entry, or raise fleet.ipc.max-payload.", cause);
		}
		boolean refused = cause instanceof IpcCongestedException || cause instanceof IpcNoHandlerException;
		boolean unknown = command.operation().isChange() && !refused;
		return new StoreUnavailableException(
				"The store in the Admiral did not answer to %s: %s%s".formatted(what, cause.getMessage(),
						unknown ? " The change may have taken effect." : ""),
				unknown ? "Read what is stored before you try again." : "Try again.", unknown, cause);
	}

}
