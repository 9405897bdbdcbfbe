package io.github.fleetboot.ipc.socket;

import java.time.Duration;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcCall;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcLink;
import io.github.fleetboot.ipc.IpcLinkFigures;
import io.github.fleetboot.ipc.IpcReplies;

/**
 * A link that sends through a {@link MemberEnd}.
 */
abstract class AbstractLink implements IpcLink {

	abstract MemberEnd end();

	@Override
	public boolean isIdle() {
		return end().isIdle();
	}

	@Override
	public IpcLinkFigures figures() {
		return end().figures();
	}

	@Override
	public WorkerId self() {
		return end().self();
	}

	@Override
	public void send(IpcDestination destination, IpcContent content, Duration timeout) {
		end().send(destination, content, timeout);
	}

	@Override
	public IpcCall request(IpcDestination destination, IpcContent content, Duration timeout, IpcReplies replies) {
		return end().request(destination, content, timeout, false, replies);
	}

	@Override
	public IpcCall requestAll(IpcDestination destination, IpcContent content, Duration timeout, IpcReplies replies) {
		return end().request(destination, content, timeout, true, replies);
	}

}
