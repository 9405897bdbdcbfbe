package io.github.fleetboot.admiral;

import org.jspecify.annotations.Nullable;

/**
 * What the JVMs of one worker are forked from: the release for the next one, and the one
 * to fall back to. Belongs to the loop's thread.
 */
final class WorkerReleases {

	private WorkerRelease next;

	private @Nullable WorkerRelease proven;

	WorkerReleases(WorkerRelease next) {
		this.next = next;
	}

	WorkerRelease next() {
		return this.next;
	}

	/**
	 * Have the next JVM run something else.
	 * @param next the release
	 */
	void assign(WorkerRelease next) {
		this.next = next;
	}

	/**
	 * The worker does its work with a release.
	 */
	void proved(WorkerRelease release) {
		this.proven = release;
	}

	/**
	 * Have the next JVM run what the worker last did its work with.
	 * @param otherwise what else, if it never did
	 */
	void fallBack(WorkerRelease otherwise) {
		this.next = (this.proven != null) ? this.proven : otherwise;
	}

	/**
	 * What the worker runs is not different in this release.
	 */
	void adopt(WorkerRelease release) {
		this.next = release;
		this.proven = release;
	}

	/**
	 * Whether a JVM may be forked from a release yet.
	 */
	boolean include(WorkerRelease release) {
		return release.equals(this.next) || release.equals(this.proven);
	}

}
