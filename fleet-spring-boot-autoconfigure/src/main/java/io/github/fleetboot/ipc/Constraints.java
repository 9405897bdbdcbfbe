package io.github.fleetboot.ipc;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.SmartValidator;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.ValidationAnnotationUtils;

import io.github.fleetboot.FleetException;

/**
 * Validates payloads with a validator that is not asked for before there is a payload, or
 * a handler, that needs it.
 */
final class Constraints implements SmartValidator {

	private static final int MAX_ERRORS = 20;

	private final Supplier<? extends @Nullable Validator> validator;

	Constraints(Supplier<? extends @Nullable Validator> validator) {
		this.validator = validator;
	}

	/**
	 * Refuse a handler whose payload could not be validated as it demands.
	 * @param method the handler
	 * @throws FleetException if it demands that, and there is no validator
	 */
	void check(Method method) {
		boolean validates = Arrays.stream(method.getParameters()).anyMatch(Constraints::isConstrained);
		if (validates && this.validator.get() == null) {
			throw new FleetException(
					"The handler %s.%s wants its payload validated, but there is no bean of type %s, or no primary one."
						.formatted(method.getDeclaringClass().getName(), method.getName(), Validator.class.getName()),
					"Add spring-boot-starter-validation, or a Validator bean of your own, or remove the annotation.");
		}
	}

	private static boolean isConstrained(Parameter parameter) {
		for (Annotation annotation : parameter.getAnnotations()) {
			if (ValidationAnnotationUtils.determineValidationHints(annotation) != null) {
				return true;
			}
		}
		return false;
	}

	@Override
	public boolean supports(Class<?> type) {
		return true;
	}

	@Override
	public void validate(Object target, Errors errors) {
		validate(target, errors, new Object[0]);
	}

	@Override
	public void validate(Object target, Errors errors, Object... hints) {
		Validator current = this.validator.get();
		if (current == null || !current.supports(target.getClass())) {
			return;
		}
		if (hints.length > 0 && current instanceof SmartValidator smart) {
			smart.validate(target, errors, hints);
		}
		else {
			current.validate(target, errors);
		}
	}

	/**
	 * Name what was violated, without the values, which may be secret.
	 * @param result the errors
	 * @return for example {@code 'name' must not be blank (NotBlank)}
	 */
	static String describe(BindingResult result) {
		return result.getAllErrors()
			.stream()
			.limit(MAX_ERRORS)
			.map(Constraints::describe)
			.sorted()
			.collect(Collectors.joining(", "));
	}

	private static String describe(ObjectError error) {
		String what = (error instanceof FieldError field) ? "'" + field.getField() + "' " : "";
		String constraint = (error.getCode() != null) ? " (" + error.getCode() + ")" : "";
		return what + Objects.requireNonNullElse(error.getDefaultMessage(), "is invalid") + constraint;
	}

}
