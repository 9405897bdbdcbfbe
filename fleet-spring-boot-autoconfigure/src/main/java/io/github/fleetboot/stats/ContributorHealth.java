package io.github.fleetboot.stats;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What one health contributor of a worker says.
 *
 * @param status its status, such as {@code UP} or {@code DOWN}
 * @param details what it says besides: texts, numbers and truth values
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContributorHealth(String status, Map<String, Object> details) {

	public ContributorHealth {
		// Empty ones are not written, and so not read
		details = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNullElse(details, Map.of())));
	}

}
