package io.github.fleetboot.test.discord.gateway.fault;

import java.util.List;

import io.github.fleetboot.test.discord.gateway.Disturbance;
import io.github.fleetboot.test.discord.gateway.GatewayConnection;
import io.github.fleetboot.test.discord.gateway.GatewaySession;
import org.jspecify.annotations.Nullable;

/**
 * The faults of resumes that are granted.
 */
public final class ReplayFaults {

	private ReplayFaults() {
	}

	/**
	 * Leave out the first of what was missed.
	 * @param dispatches how many
	 * @return the effect
	 */
	public static Effect.Lasting skip(int dispatches) {
		return new Effect.Lasting("gap in the replay", (circumstances) -> new Disturbance() {

			@Override
			public List<GatewaySession.Dispatch> replay(GatewaySession session, List<GatewaySession.Dispatch> missed) {
				int left = Math.min(dispatches, missed.size());
				missed.subList(0, left)
					.forEach((dispatch) -> circumstances
						.note("gap in the replay: %s s %d".formatted(dispatch.type(), dispatch.sequence())));
				return missed.subList(left, missed.size());
			}

		});
	}

	/**
	 * Send the last that had been seen once more.
	 * @param dispatches how many
	 * @return the effect
	 */
	public static Effect.Lasting repeat(int dispatches) {
		return new Effect.Lasting("repeated replay", (circumstances) -> new Disturbance() {

			@Override
			public List<GatewaySession.Dispatch> replay(GatewaySession session, List<GatewaySession.Dispatch> missed) {
				long seen = missed.isEmpty() ? session.sequence() : missed.get(0).sequence() - 1;
				List<GatewaySession.Dispatch> more = session.after(Math.max(0, seen - dispatches));
				if (more == null) {
					return missed;
				}
				more.stream()
					.filter((dispatch) -> dispatch.sequence() <= seen)
					.forEach((dispatch) -> circumstances
						.note("repeated replay: %s s %d".formatted(dispatch.type(), dispatch.sequence())));
				return more;
			}

		});
	}

	/**
	 * Refuse a resume that missed more than so many.
	 * @param dispatches how many can be replayed
	 * @return the effect
	 */
	public static Effect.Lasting limit(int dispatches) {
		return new Effect.Lasting("a buffer of " + dispatches, (circumstances) -> new Disturbance() {

			@Override
			public int replayLimit() {
				return dispatches;
			}

		});
	}

	/**
	 * Drop the connection, and each one that resumes the session; when it is over, the
	 * session is as well.
	 * @return the effect
	 */
	public static Effect.Lasting brick() {
		return new Effect.Lasting("brick", (circumstances) -> new Disturbance() {

			private boolean bricked;

			@Override
			public void begin(GatewaySession session) {
				this.bricked = session.sequence() > 0;
				GatewayConnection connection = session.connection();
				if (this.bricked && connection != null) {
					connection.reset();
				}
			}

			@Override
			public boolean resumes(GatewayConnection connection) {
				if (this.bricked) {
					circumstances.note("brick: RESUME dropped");
					connection.reset();
				}
				return !this.bricked;
			}

			@Override
			public void end(GatewaySession session) {
				if (this.bricked) {
					circumstances.gateway().end(session, "bricked");
				}
			}

		});
	}

	/**
	 * Tell a wrong address for resumes.
	 * @param what what it is
	 * @param url the URL
	 * @return the effect
	 */
	public static Effect.Lasting resumeUrl(String what, String url) {
		return new Effect.Lasting(what, (circumstances) -> new Disturbance() {

			@Override
			public @Nullable String resumeUrl() {
				return url;
			}

		});
	}

}
