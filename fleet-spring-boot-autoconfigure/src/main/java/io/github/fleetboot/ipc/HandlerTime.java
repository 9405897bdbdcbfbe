package io.github.fleetboot.ipc;

/**
 * How long a piece of code usually takes. Written by several threads without locks: what
 * one of them loses is of no account.
 *
 * @since 0.1.0
 */
public final class HandlerTime {

	/** Up to here it costs less to run the code than to wake another thread for it. */
	private static final long SHORT = 50_000;

	/** How often code has to be short before it is trusted again. */
	private static final int PROBATION = 1000;

	private volatile long average = 10 * SHORT;

	private volatile int probation;

	/**
	 * Whether it takes less time than to have it done by another thread.
	 * @return {@code false} as long as that is not known
	 */
	public boolean isShort() {
		return this.average < SHORT && this.probation <= 0;
	}

	/**
	 * Learn from a run.
	 * @param nanos how long it took
	 */
	@SuppressWarnings("NonAtomicVolatileUpdate")
	public void add(long nanos) {
		long before = this.average;
		this.average = before + (nanos - before) / 8;
		int left = this.probation;
		if (left > 0) {
			this.probation = left - 1;
		}
	}

	/** It has kept others waiting: it is not trusted again too soon. */
	public void tooLong() {
		this.probation = PROBATION;
	}

}
