package io.github.fleetboot.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.protocol.PropertySourceRecord.Position;
import org.jspecify.annotations.Nullable;

/**
 * The form of a {@link LaunchOrder} on the wire: a magic number, a version, the length of
 * the body, the body. A reader ignores what follows the fields it knows, so that fields
 * can be added without a new version.
 */
final class LaunchOrderCodec {

	private static final int MAGIC = 0x464C4545;

	private static final int VERSION = 1;

	private static final int MAX_BODY = 64 * 1024 * 1024;

	private LaunchOrderCodec() {
	}

	static void write(LaunchOrder order, OutputStream stream) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		writeBody(order, new DataOutputStream(body));
		if (body.size() > MAX_BODY) {
			throw new IOException("The order for %s has %d bytes, more than the %d that are allowed"
				.formatted(order.worker(), body.size(), MAX_BODY));
		}
		ByteArrayOutputStream frame = new ByteArrayOutputStream(body.size() + 12);
		DataOutputStream head = new DataOutputStream(frame);
		head.writeInt(MAGIC);
		head.writeInt(VERSION);
		head.writeInt(body.size());
		body.writeTo(frame);
		frame.writeTo(stream);
		stream.flush();
	}

	private static void writeBody(LaunchOrder order, DataOutputStream out) throws IOException {
		writeString(out, order.worker().toString());
		out.writeInt(order.incarnation());
		writeString(out, order.ipcAddress());
		writeBytes(out, order.secret());
		out.writeInt(order.activeProfiles().size());
		for (String profile : order.activeProfiles()) {
			writeString(out, profile);
		}
		out.writeInt(order.propertySources().size());
		for (PropertySourceRecord source : order.propertySources()) {
			writeString(out, source.name());
			writeString(out, source.position().name());
			out.writeInt(source.properties().size());
			for (Map.Entry<String, String> property : source.properties().entrySet()) {
				writeString(out, property.getKey());
				writeString(out, property.getValue());
			}
		}
		ShardRange shards = order.shards();
		out.writeInt((shards != null) ? shards.first() : -1);
		out.writeInt((shards != null) ? shards.last() : -1);
		out.writeInt(order.totalShards());
	}

	static LaunchOrder read(InputStream stream) throws IOException {
		DataInputStream in = new DataInputStream(stream);
		int magic = readMagic(in);
		if (magic != MAGIC) {
			throw unreadable("it begins with %08x, not with %08x".formatted(magic, MAGIC));
		}
		int version = in.readInt();
		if (version != VERSION) {
			throw unreadable("it has version %d, this worker understands version %d".formatted(version, VERSION));
		}
		int length = in.readInt();
		if (length < 0 || length > MAX_BODY) {
			throw unreadable("its length is said to be %d bytes".formatted(length));
		}
		byte[] body = in.readNBytes(length);
		if (body.length < length) {
			throw new EOFException(
					"The order for this worker ends after %d of %d bytes".formatted(body.length, length));
		}
		try {
			return readBody(new DataInputStream(new ByteArrayInputStream(body)));
		}
		catch (EOFException | IllegalArgumentException ex) {
			throw unreadable(String.valueOf(ex.getMessage()));
		}
	}

	private static int readMagic(DataInputStream in) throws IOException {
		try {
			return in.readInt();
		}
		catch (EOFException ex) {
			throw new EOFException("The stream ended before the order for this worker");
		}
	}

	private static LaunchOrder readBody(DataInputStream in) throws IOException {
		WorkerId worker = WorkerId.parse(readString(in));
		int incarnation = in.readInt();
		String ipcAddress = readString(in);
		byte[] secret = readBytes(in);
		List<String> profiles = new ArrayList<>();
		for (int count = readCount(in); count > 0; count--) {
			profiles.add(readString(in));
		}
		List<PropertySourceRecord> sources = new ArrayList<>();
		for (int count = readCount(in); count > 0; count--) {
			sources.add(readSource(in));
		}
		ShardRange shards = readShards(in.readInt(), in.readInt());
		return new LaunchOrder(worker, incarnation, ipcAddress, secret, profiles, sources, shards, in.readInt());
	}

	private static PropertySourceRecord readSource(DataInputStream in) throws IOException {
		String name = readString(in);
		Position position = Position.valueOf(readString(in));
		Map<String, String> properties = new HashMap<>();
		for (int count = readCount(in); count > 0; count--) {
			properties.put(readString(in), readString(in));
		}
		return new PropertySourceRecord(name, position, properties);
	}

	private static @Nullable ShardRange readShards(int first, int last) {
		return (first >= 0) ? new ShardRange(first, last) : null;
	}

	private static void writeString(DataOutputStream out, String text) throws IOException {
		writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
	}

	private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
		out.writeInt(bytes.length);
		out.write(bytes);
	}

	private static String readString(DataInputStream in) throws IOException {
		return new String(readBytes(in), StandardCharsets.UTF_8);
	}

	private static byte[] readBytes(DataInputStream in) throws IOException {
		byte[] bytes = new byte[readCount(in)];
		in.readFully(bytes);
		return bytes;
	}

	/**
	 * Each item takes a byte at least, so that a count beyond what is left is a lie.
	 */
	private static int readCount(DataInputStream in) throws IOException {
		int count = in.readInt();
		if (count < 0 || count > in.available()) {
			throw new IllegalArgumentException("a length of %d, with %d bytes left".formatted(count, in.available()));
		}
		return count;
	}

	private static FleetException unreadable(String why) {
		return new FleetException("The order for this worker cannot be read: " + why,
				"Workers are started by the Admiral alone; it and they must be of neighbouring releases.");
	}

}
