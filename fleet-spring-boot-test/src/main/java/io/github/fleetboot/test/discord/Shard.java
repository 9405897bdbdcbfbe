package io.github.fleetboot.test.discord;

/**
 * A shard as a session names it.
 */
record Shard(int id, int count) {

	@Override
	public String toString() {
		return this.id + "/" + this.count;
	}

}
