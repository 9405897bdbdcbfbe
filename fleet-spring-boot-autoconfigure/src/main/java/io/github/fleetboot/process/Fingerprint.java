package io.github.fleetboot.process;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A short name for many values, which changes with any of them.
 */
final class Fingerprint {

	private static final int BYTES = 8;

	private final MessageDigest digest;

	Fingerprint() {
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	Fingerprint add(Object value) {
		this.digest.update(value.toString().getBytes(StandardCharsets.UTF_8));
		this.digest.update((byte) 0);
		return this;
	}

	/**
	 * End with a name.
	 * @return hexadecimal digits
	 */
	String name() {
		return HexFormat.of().formatHex(this.digest.digest(), 0, BYTES);
	}

}
