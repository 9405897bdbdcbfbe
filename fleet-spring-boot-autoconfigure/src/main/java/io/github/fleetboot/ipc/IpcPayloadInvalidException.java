package io.github.fleetboot.ipc;

import org.jspecify.annotations.Nullable;

import io.github.fleetboot.WorkerId;

/**
 * The payload violates a constraint that the handler has put on it with {@code @Valid} or
 * {@code @Validated}, or there is none although the handler requires one. The handler was
 * not called.
 *
 * @since 0.1.0
 */
public class IpcPayloadInvalidException extends IpcException {

	private final String violations;

	/**
	 * Create the exception.
	 * @param destination what was called
	 * @param member the member that refused it, {@code null} if it is not known
	 * @param violations the fields and the constraints that they violate
	 */
	public IpcPayloadInvalidException(IpcDestination destination, @Nullable WorkerId member, String violations) {
		super(destination, "The payload of the call to '%s' was refused%s: %s Send one that meets these constraints."
			.formatted(destination, (member != null) ? " by " + member : "", sentence(violations)), null);
		this.violations = violations;
	}

	/**
	 * The fields and the constraints that they violate.
	 * @return for example {@code 'name' must not be blank (NotBlank)}, joined by commas
	 */
	public String getViolations() {
		return this.violations;
	}

}
