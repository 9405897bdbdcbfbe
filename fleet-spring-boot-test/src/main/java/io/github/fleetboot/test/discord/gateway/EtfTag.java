package io.github.fleetboot.test.discord.gateway;

/**
 * The tags of the External Term Format.
 *
 * @see <a href="https://www.erlang.org/doc/apps/erts/erl_ext_dist.html">External Term
 * Format</a>
 */
final class EtfTag {

	static final int VERSION = 131;

	static final int FLOAT = 70;

	static final int SMALL_INTEGER = 97;

	static final int INTEGER = 98;

	static final int ATOM = 100;

	static final int EMPTY_LIST = 106;

	static final int STRING = 107;

	static final int LIST = 108;

	static final int BINARY = 109;

	static final int SMALL_BIG = 110;

	static final int SMALL_ATOM = 115;

	static final int MAP = 116;

	static final int ATOM_UTF8 = 118;

	static final int SMALL_ATOM_UTF8 = 119;

	private EtfTag() {
	}

}
