package io.github.fleetboot.worker;

import io.github.fleetboot.FleetEvent;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.CborMessageConverter;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.EventNotice;
import io.github.fleetboot.protocol.EventPublication;
import io.github.fleetboot.protocol.EventTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.support.GenericMessage;

/**
 * Takes the events that the Admiral broadcasts.
 */
public final class EventReceiver {

	private static final Logger logger = LoggerFactory.getLogger(EventReceiver.class);

	private final CborMessageConverter converter;

	private final EventPublication publication;

	/**
	 * Create the receiver.
	 * @param converter reads the events
	 * @param publication takes the events
	 */
	public EventReceiver(CborMessageConverter converter, EventPublication publication) {
		this.converter = converter;
		this.publication = publication;
	}

	@MessageMapping(ControlRoutes.EVENT)
	void event(@Payload EventNotice notice, WorkerId sender) {
		Class<? extends FleetEvent> type = EventTypes.named(notice.type());
		if (type == null || !sender.equals(WorkerId.admiral())) {
			logger.debug("Ignored {} of {}", notice.type(), sender);
			return;
		}
		Object event = this.converter.fromMessage(new GenericMessage<>(notice.content()), type);
		if (event != null) {
			this.publication.publish((FleetEvent) event);
		}
	}

}
