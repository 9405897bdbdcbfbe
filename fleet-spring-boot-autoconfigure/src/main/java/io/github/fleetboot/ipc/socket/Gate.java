package io.github.fleetboot.ipc.socket;

import java.io.IOException;
import java.security.MessageDigest;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.fleetboot.FleetRole;
import io.github.fleetboot.ipc.IpcAdmission;
import io.github.fleetboot.ipc.IpcHello;

/**
 * Lets workers in. For the hub's thread.
 */
final class Gate {

	private static final Log logger = LogFactory.getLog(Gate.class);

	private final byte[] secret;

	private final IpcAdmission admission;

	private final Router router;

	private final Closer closer;

	Gate(byte[] secret, IpcAdmission admission, Router router, Closer closer) {
		this.secret = secret.clone();
		this.admission = admission;
		this.router = router;
		this.closer = closer;
	}

	/**
	 * Take the first frame of a connection.
	 * @param peer the connection
	 * @param frame the frame
	 * @param now the time
	 * @throws IOException if a stranger sent it
	 */
	void receive(Peer peer, FrameReader frame, long now) throws IOException {
		Handshake handshake = Handshake.decode(frame);
		if (!MessageDigest.isEqual(this.secret, handshake.secret())) {
			throw new FrameException("It does not know the fleet's secret");
		}
		IpcHello hello = handshake.hello();
		String refusal = refusal(hello);
		if (refusal != null) {
			refuse(peer, hello, refusal, now);
			return;
		}
		Peer older = this.router.members().get(hello.id());
		boolean standsBy = this.router.members().isExpected(hello);
		if (older != null && !standsBy) {
			this.closer.close(older, new IOException("A newer process of " + hello.id() + " connected"));
		}
		peer.admit(hello);
		peer.put(Frame.plain(Frame.Kind.WELCOME, 0, Math.min(hello.maxProtocol(), IpcHello.PROTOCOL_VERSION)));
		this.admission.connected(hello.id(), hello);
		if (standsBy) {
			this.router.members().standBy(peer);
		}
		else {
			this.router.joined(hello.id(), peer, now);
		}
	}

	private @Nullable String refusal(IpcHello hello) {
		if (hello.minProtocol() > IpcHello.PROTOCOL_VERSION || hello.maxProtocol() < IpcHello.PROTOCOL_VERSION) {
			return "It speaks the protocol's versions %d to %d, the Admiral %d".formatted(hello.minProtocol(),
					hello.maxProtocol(), IpcHello.PROTOCOL_VERSION);
		}
		if (hello.id().role() == FleetRole.ADMIRAL) {
			return "There is one Admiral only";
		}
		int connected = this.router.members().incarnation(hello.id(), this.router.members().isExpected(hello));
		if (hello.incarnation() <= connected) {
			return "Incarnation %d of it is connected, this is %d".formatted(connected, hello.incarnation());
		}
		return this.admission.refuse(hello);
	}

	private void refuse(Peer peer, IpcHello hello, String reason, long now) throws IOException {
		logger.warn("Refused %s (process %d): %s".formatted(hello.id(), hello.pid(), reason));
		peer.put(Frame.withBody(Frame.Kind.REFUSED, 0, 0, Frame.text(reason)));
		peer.flush(now);
		this.closer.close(peer, null);
	}

	/**
	 * Closes a connection.
	 */
	@FunctionalInterface
	interface Closer {

		void close(Peer peer, @Nullable Throwable cause);

	}

}
