package io.github.fleetboot.ipc.socket;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * Limits and times of the transport.
 *
 * @param maxPayload the largest encoded payload, in bytes
 * @param maxQueue how many bytes of small messages may wait for one peer, or for the
 * Admiral in a worker, before senders are told that it is congested
 * @param maxBulk how many bytes of large payloads, those over 64 KB, may wait to be sent
 * or be under assembly in one member
 * @param maxParked how many messages the Admiral keeps for members that are not connected
 * @param pingInterval how often the Admiral pings each member
 * @param handshakeTimeout how long a connection may take to introduce itself
 * @param reconnectDelay the longest pause between two attempts to restore a link
 * @param shortcutAfter after how many requests of one worker to another, within 10 s, the
 * two get a connection of their own; 0 for never
 * @since 0.1.0
 */
public record IpcOptions(int maxPayload, int maxQueue, long maxBulk, int maxParked, Duration pingInterval,
		Duration handshakeTimeout, Duration reconnectDelay, int shortcutAfter) {

	public IpcOptions {
		Assert.isTrue(maxPayload > 0, "maxPayload must be positive");
		Assert.isTrue(maxQueue > 0, "maxQueue must be positive");
		Assert.isTrue(maxBulk >= maxPayload, "maxBulk must not be less than maxPayload");
		Assert.isTrue(maxParked >= 0, "maxParked must not be negative");
		Assert.isTrue(shortcutAfter >= 0, "shortcutAfter must not be negative");
	}

	/**
	 * 32 MB for a payload, 8 MB for a queue, four payloads of bulk, 10,000 parked
	 * messages, a ping each 2 s, 5 s to introduce oneself, at most 2 s between two
	 * attempts, a shortcut after 64 requests.
	 * @return the defaults
	 */
	public static IpcOptions defaults() {
		return new IpcOptions(32 << 20, 8 << 20, 128L << 20, 10_000, Duration.ofSeconds(2), Duration.ofSeconds(5),
				Duration.ofSeconds(2), 64);
	}

	/**
	 * The same with another limit for payloads.
	 * @param bytes the largest encoded payload
	 * @return the options
	 */
	public IpcOptions withMaxPayload(int bytes) {
		return new IpcOptions(bytes, this.maxQueue, Math.max(this.maxBulk, 4L * bytes), this.maxParked,
				this.pingInterval, this.handshakeTimeout, this.reconnectDelay, this.shortcutAfter);
	}

	/**
	 * The same with another bound for the queue of a peer.
	 * @param bytes how much may wait
	 * @return the options
	 */
	public IpcOptions withMaxQueue(int bytes) {
		return new IpcOptions(this.maxPayload, bytes, this.maxBulk, this.maxParked, this.pingInterval,
				this.handshakeTimeout, this.reconnectDelay, this.shortcutAfter);
	}

	/**
	 * The same with another interval between pings.
	 * @param interval the interval
	 * @return the options
	 */
	public IpcOptions withPingInterval(Duration interval) {
		return new IpcOptions(this.maxPayload, this.maxQueue, this.maxBulk, this.maxParked, interval,
				this.handshakeTimeout, this.reconnectDelay, this.shortcutAfter);
	}

	/**
	 * The same with another time to introduce oneself.
	 * @param timeout the time
	 * @return the options
	 */
	public IpcOptions withHandshakeTimeout(Duration timeout) {
		return new IpcOptions(this.maxPayload, this.maxQueue, this.maxBulk, this.maxParked, this.pingInterval, timeout,
				this.reconnectDelay, this.shortcutAfter);
	}

	/**
	 * The same with other shortcuts.
	 * @param requests after how many requests there is one, 0 for never
	 * @return the options
	 */
	public IpcOptions withShortcutAfter(int requests) {
		return new IpcOptions(this.maxPayload, this.maxQueue, this.maxBulk, this.maxParked, this.pingInterval,
				this.handshakeTimeout, this.reconnectDelay, requests);
	}

}
