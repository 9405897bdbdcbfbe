package io.github.fleetboot.docs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.fleetboot.AdmiralController;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * A handler whose payload has to be valid.
 */
final class ValidationExample {

	private ValidationExample() {
	}

	// tag::validation[]
	@AdmiralController
	static class Feedback {

		private final Map<String, Integer> stars = new ConcurrentHashMap<>();

		@MessageMapping("feedback")
		void feedback(@Valid Opinion opinion) {
			this.stars.merge(opinion.topic(), opinion.stars(), Integer::sum);
		}

		record Opinion(@NotBlank String topic, @Min(1) @Max(5) int stars) {
		}

	}
	// end::validation[]

}
