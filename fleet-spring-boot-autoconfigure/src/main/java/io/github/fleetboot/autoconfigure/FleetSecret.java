package io.github.fleetboot.autoconfigure;

/**
 * With what workers prove themselves, made anew for each run. A type of its own, so that
 * it is never printed.
 */
final class FleetSecret {

	private final byte[] bytes;

	FleetSecret(byte[] bytes) {
		this.bytes = bytes;
	}

	byte[] bytes() {
		return this.bytes.clone();
	}

	@Override
	public String toString() {
		return "FleetSecret[******]";
	}

}
