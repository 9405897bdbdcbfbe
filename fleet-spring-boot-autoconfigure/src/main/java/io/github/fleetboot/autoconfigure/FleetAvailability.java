package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.FleetReadyEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

/**
 * The Admiral is ready once its fleet was complete for the first time; what happens to
 * workers later changes neither its readiness nor, ever, its liveness.
 */
class FleetAvailability extends ApplicationAvailabilityBean {

	private final ApplicationContext context;

	private volatile boolean waiting;

	/**
	 * Create it.
	 * @param context publishes the change
	 * @param waiting whether there will be a fleet to wait for
	 */
	FleetAvailability(ApplicationContext context, boolean waiting) {
		this.context = context;
		this.waiting = waiting;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <S extends AvailabilityState> @Nullable AvailabilityChangeEvent<S> getLastChangeEvent(Class<S> stateType) {
		AvailabilityChangeEvent<S> last = super.getLastChangeEvent(stateType);
		if (this.waiting && last != null && last.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
			return new AvailabilityChangeEvent<>(last.getSource(), (S) ReadinessState.REFUSING_TRAFFIC);
		}
		return last;
	}

	@EventListener(FleetReadyEvent.class)
	void fleetIsReady() {
		if (this.waiting) {
			this.waiting = false;
			if (getState(ReadinessState.class) == ReadinessState.ACCEPTING_TRAFFIC) {
				AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
			}
		}
	}

}
