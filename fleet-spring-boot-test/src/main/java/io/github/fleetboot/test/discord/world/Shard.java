package io.github.fleetboot.test.discord.world;

/**
 * A shard as a session names it.
 */
public record Shard(int id, int count) {

	@Override
	public String toString() {
		return this.id + "/" + this.count;
	}

}
