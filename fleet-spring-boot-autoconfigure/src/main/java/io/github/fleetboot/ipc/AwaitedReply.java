package io.github.fleetboot.ipc;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;

/**
 * A reply that a thread waits for; that thread decodes it.
 */
final class AwaitedReply extends CompletableFuture<IpcContent> implements IpcReplies {

	@Override
	public void reply(WorkerId source, IpcContent content) {
		complete(content);
	}

	@Override
	public void failure(@Nullable WorkerId source, IpcException failure) {
		completeExceptionally(failure);
	}

}
