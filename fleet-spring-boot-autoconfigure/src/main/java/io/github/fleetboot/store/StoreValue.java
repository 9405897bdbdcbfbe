package io.github.fleetboot.store;

import org.jspecify.annotations.Nullable;

/**
 * An encoded value. The bytes are not copied: nobody may change them.
 *
 * @param bytes the encoded value
 * @param contentType the media type of the bytes, {@code null} for CBOR
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoreValue(byte[] bytes, @Nullable String contentType) {

	@Override
	public String toString() {
		return this.bytes.length + " bytes";
	}

}
