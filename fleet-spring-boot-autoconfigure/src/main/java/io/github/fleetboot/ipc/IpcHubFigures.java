package io.github.fleetboot.ipc;

import java.util.Map;

import io.github.fleetboot.WorkerId;

/**
 * What the hub has in its hands.
 *
 * @param members what it has for each member, for those only for which it has something
 * or which are connected
 * @param dropped how many messages without reply have been dropped since the start, one
 * for each member that missed one
 * @param refused how many requests have been refused since the start, since too much was
 * waiting for their receiver
 * @since 0.1.0
 */
public record IpcHubFigures(Map<WorkerId, Member> members, long dropped, long refused) {

	/**
	 * There is nothing.
	 */
	public static final IpcHubFigures NONE = new IpcHubFigures(Map.of(), 0, 0);

	public IpcHubFigures {
		members = Map.copyOf(members);
	}

	/**
	 * What there is for a member.
	 * @param id the member
	 * @return the figures, all zero if there is nothing
	 */
	public Member member(WorkerId id) {
		return this.members.getOrDefault(id, Member.NONE);
	}

	/**
	 * What there is for one member.
	 *
	 * @param requests how many requests it was handed and has not answered
	 * @param parked how many messages and requests wait until it is connected
	 * @param bytes how many bytes wait until it reads them
	 */
	public record Member(int requests, int parked, long bytes) {

		static final Member NONE = new Member(0, 0, 0);

		/**
		 * Add up.
		 * @param other what there is besides
		 * @return the sum
		 */
		public Member plus(Member other) {
			return new Member(this.requests + other.requests, this.parked + other.parked, this.bytes + other.bytes);
		}

	}

}
