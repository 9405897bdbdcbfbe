package io.github.fleetboot.ipc.socket;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcHello;

/**
 * The first frame of a connection.
 *
 * @param hello who connects
 * @param secret what it proves itself with
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared
record Handshake(IpcHello hello, byte[] secret) {

	private static final int MAGIC = 0x464C4554;

	static byte[] encode(IpcHello hello, byte[] secret) {
		byte[] id = Frame.text(hello.id().toString());
		ByteBuffer body = ByteBuffer.allocate(4 + 4 + 4 + 4 + 8 + 2 + secret.length + 2 + id.length);
		body.putInt(MAGIC).putInt(hello.minProtocol()).putInt(hello.maxProtocol());
		body.putInt(hello.incarnation()).putLong(hello.pid());
		body.putShort((short) secret.length).put(secret);
		body.putShort((short) id.length).put(id);
		return Frame.withBody(Frame.Kind.HELLO, 0, 0, body.array());
	}

	static Handshake decode(FrameReader frame) throws FrameException {
		if (frame.kind() != Frame.Kind.HELLO) {
			throw new FrameException("The first frame does not introduce its sender");
		}
		try {
			ByteBuffer body = ByteBuffer.wrap(frame.body());
			if (body.getInt() != MAGIC) {
				throw new FrameException("The first frame is not of this protocol");
			}
			int min = body.getInt();
			int max = body.getInt();
			int incarnation = body.getInt();
			long pid = body.getLong();
			byte[] secret = bytes(body);
			WorkerId id = WorkerId.parse(new String(bytes(body), StandardCharsets.UTF_8));
			return new Handshake(new IpcHello(id, incarnation, pid, min, max), secret);
		}
		catch (BufferUnderflowException | IllegalArgumentException ex) {
			throw new FrameException("The first frame cannot be read");
		}
	}

	private static byte[] bytes(ByteBuffer body) {
		byte[] bytes = new byte[body.getShort() & 0xFFFF];
		body.get(bytes);
		return bytes;
	}

}
