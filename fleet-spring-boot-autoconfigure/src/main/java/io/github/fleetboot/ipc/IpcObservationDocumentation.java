package io.github.fleetboot.ipc;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of messages between the members of a fleet.
 *
 * @since 0.1.0
 */
public enum IpcObservationDocumentation implements ObservationDocumentation {

	/**
	 * A message or request that is sent: until it has been handed to the link, or until
	 * the last reply, or failure, is there.
	 */
	SEND {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultIpcSendObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return SendLowCardinality.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return SendHighCardinality.values();
		}

	},

	/**
	 * A message or request in the hands of its handler, until its result, or failure, is
	 * there.
	 */
	RECEIVE {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultIpcReceiveObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return ReceiveLowCardinality.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return ReceiveHighCardinality.values();
		}

	};

	/**
	 * Keys of few values of what is sent.
	 */
	public enum SendLowCardinality implements KeyName {

		/** The kind of destination, such as {@code service} or {@code all-clusters}. */
		DESTINATION("destination"),

		/** The simple name of the exception, or {@code none}. */
		EXCEPTION("exception"),

		/** {@code SUCCESS}, {@code ERROR} or {@code CANCELLED}. */
		OUTCOME("outcome"),

		/** {@code request} or {@code message}. */
		TYPE("type");

		private final String key;

		SendLowCardinality(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Keys of many values of what is sent.
	 */
	public enum SendHighCardinality implements KeyName {

		/** The destination with its route, such as {@code cluster-3/notes.of.17}. */
		DESTINATION;

		@Override
		public String asString() {
			return "fleet.ipc.destination";
		}

	}

	/**
	 * Keys of few values of what is handled.
	 */
	public enum ReceiveLowCardinality implements KeyName {

		/** The simple name of the exception, or {@code none}. */
		EXCEPTION("exception"),

		/**
		 * {@code SUCCESS}, {@code ERROR}, or {@code CANCELLED} if the caller had given up
		 * before.
		 */
		OUTCOME("outcome"),

		/** The pattern of the handler, such as <code>notes.of.{guild}</code>. */
		ROUTE("route"),

		/** The role of the sender. */
		SOURCE("source"),

		/** {@code request} or {@code message}. */
		TYPE("type");

		private final String key;

		ReceiveLowCardinality(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Keys of many values of what is handled.
	 */
	public enum ReceiveHighCardinality implements KeyName {

		/** The route that the sender named. */
		ROUTE("fleet.ipc.route"),

		/** The sender. */
		SOURCE("fleet.ipc.source");

		private final String key;

		ReceiveHighCardinality(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * The values that both ends have.
	 */
	static final class Outcome {

		private Outcome() {
		}

		static String of(Observation.Context context, boolean cancelled) {
			if (cancelled) {
				return "CANCELLED";
			}
			return (context.getError() != null) ? "ERROR" : "SUCCESS";
		}

		static String exception(Observation.Context context) {
			Throwable error = context.getError();
			if (error == null) {
				return "none";
			}
			String name = error.getClass().getSimpleName();
			return name.isEmpty() ? error.getClass().getName() : name;
		}

		static String type(boolean request) {
			return request ? "request" : "message";
		}

	}

}
