package io.github.fleetboot.test.discord.record;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/**
 * A list whose elements are made when they are asked for.
 */
final class RowList<T> extends AbstractList<T> implements RandomAccess {

	private final int size;

	private final IntFunction<T> row;

	RowList(int size, IntFunction<T> row) {
		this.size = size;
		this.row = row;
	}

	@Override
	public T get(int index) {
		if (index < 0 || index >= this.size) {
			throw new IndexOutOfBoundsException(index);
		}
		return this.row.apply(index);
	}

	@Override
	public int size() {
		return this.size;
	}

}
