package io.github.fleetboot.protocol;

/**
 * The Admiral tells a worker of an event.
 *
 * @param type the name of its {@linkplain EventTypes type}
 * @param content the event in CBOR, encoded once for all workers
 */
@SuppressWarnings("ArrayRecordComponent")
public record EventNotice(String type, byte[] content) {
}
