package io.github.fleetboot.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.ShardRange;
import io.github.fleetboot.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * What the Admiral writes to the standard input of a worker before its context starts.
 *
 * @param worker who the worker is
 * @param incarnation how often this worker was started before, from 0
 * @param ipcAddress where the Admiral listens
 * @param secret with which the worker proves itself there
 * @param activeProfiles the profiles to activate, in this order
 * @param propertySources the Admiral's configuration, highest precedence first
 * @param shards the shards to run, {@code null} if this is not a cluster
 * @param totalShards the number of shards of the whole bot, 0 if this is not a cluster
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent")
public record LaunchOrder(WorkerId worker, int incarnation, String ipcAddress, byte[] secret,
		List<String> activeProfiles, List<PropertySourceRecord> propertySources, @Nullable ShardRange shards,
		int totalShards) {

	public LaunchOrder {
		secret = secret.clone();
		activeProfiles = List.copyOf(activeProfiles);
		propertySources = List.copyOf(propertySources);
	}

	@Override
	public byte[] secret() {
		return this.secret.clone();
	}

	/**
	 * Write the order, and flush.
	 * @param stream the standard input of the worker; stays open
	 * @throws IOException if the stream does not take it
	 */
	public void writeTo(OutputStream stream) throws IOException {
		LaunchOrderCodec.write(this, stream);
	}

	/**
	 * Read an order, and not one byte more.
	 * @param stream the stream
	 * @return the order
	 * @throws IOException if the stream ends early or fails
	 * @throws FleetException if what it holds is no order that this version understands
	 */
	public static LaunchOrder readFrom(InputStream stream) throws IOException {
		return LaunchOrderCodec.read(stream);
	}

	/**
	 * Names neither the secret nor any value of a property.
	 */
	@Override
	public String toString() {
		return "LaunchOrder[worker=%s, incarnation=%d, ipcAddress=%s, activeProfiles=%s, propertySources=%s, shards=%s, totalShards=%d]"
			.formatted(this.worker, this.incarnation, this.ipcAddress, this.activeProfiles, this.propertySources,
					this.shards, this.totalShards);
	}

}
