package io.github.fleetboot.ipc.socket;

import java.util.Arrays;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A map from ids to values without boxing: open addressing, linear probing. Not safe for
 * use by several threads; must not be changed while it is walked.
 *
 * @param <V> the type of the values
 */
final class LongMap<V> {

	private long[] keys = new long[16];

	private @Nullable Object[] values = new Object[16];

	private int size;

	int size() {
		return this.size;
	}

	boolean isEmpty() {
		return this.size == 0;
	}

	@SuppressWarnings("unchecked")
	@Nullable V get(long key) {
		return (V) this.values[slot(key)];
	}

	void put(long key, V value) {
		if (this.size * 2 >= this.keys.length) {
			grow();
		}
		int slot = slot(key);
		if (this.values[slot] == null) {
			this.size++;
		}
		this.keys[slot] = key;
		this.values[slot] = value;
	}

	@SuppressWarnings("unchecked")
	@Nullable V remove(long key) {
		int slot = slot(key);
		Object removed = this.values[slot];
		if (removed != null) {
			this.size--;
			close(slot);
		}
		return (V) removed;
	}

	@SuppressWarnings("unchecked")
	void forEach(Consumer<? super V> action) {
		for (Object value : this.values) {
			if (value != null) {
				action.accept((V) value);
			}
		}
	}

	void clear() {
		Arrays.fill(this.values, null);
		this.size = 0;
	}

	/** Move later entries of the run up, so that no gap cuts them off. */
	private void close(int gap) {
		int mask = this.keys.length - 1;
		int free = gap;
		for (int slot = (gap + 1) & mask; this.values[slot] != null; slot = (slot + 1) & mask) {
			int home = home(this.keys[slot]);
			if (((slot - home) & mask) >= ((slot - free) & mask)) {
				this.keys[free] = this.keys[slot];
				this.values[free] = this.values[slot];
				free = slot;
			}
		}
		this.values[free] = null;
	}

	private int slot(long key) {
		int mask = this.keys.length - 1;
		int slot = home(key);
		while (this.values[slot] != null && this.keys[slot] != key) {
			slot = (slot + 1) & mask;
		}
		return slot;
	}

	private int home(long key) {
		return (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & (this.keys.length - 1);
	}

	private void grow() {
		long[] oldKeys = this.keys;
		@Nullable Object[] oldValues = this.values;
		this.keys = new long[oldKeys.length * 2];
		this.values = new Object[oldKeys.length * 2];
		for (int i = 0; i < oldKeys.length; i++) {
			if (oldValues[i] != null) {
				int slot = slot(oldKeys[i]);
				this.keys[slot] = oldKeys[i];
				this.values[slot] = oldValues[i];
			}
		}
	}

}
