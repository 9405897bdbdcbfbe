package io.github.fleetboot.ipc;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for payloads of {@link IpcHandlers} that have to be valid.
 */
@Timeout(30)
class PayloadValidationTests {

	private static final LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();

	private final MessageCodec codec = new MessageCodec(new CborMessageConverter());

	private final IpcHandlers handlers = new IpcHandlers(new CborMessageConverter(), 2, 10);

	private final AtomicInteger asked = new AtomicInteger();

	@BeforeAll
	static void start() {
		validator.afterPropertiesSet();
	}

	@AfterAll
	static void stop() {
		validator.close();
	}

	@AfterEach
	void close() {
		this.handlers.close();
	}

	@Test
	void violatedConstraintsAreNamedWithoutTheValues() throws Exception {
		register(validator, new Harbour());
		assertThat(ask("dock", new Ship("Ahab", 3))).isEqualTo("Ahab");
		IpcFailure failure = failure("dock", new Ship(" ", -7));
		assertThat(failure.kind()).isEqualTo(IpcFailure.Kind.INVALID);
		assertThat(failure.message())
			.isEqualTo("'masts' must be greater than 0 (Positive), 'name' must not be blank (NotBlank)");
		IpcException exception = failure.toException(IpcDestination.service("port").route("dock"),
				WorkerId.service("port"));
		assertThat(exception).isInstanceOf(IpcPayloadInvalidException.class)
			.hasMessageContaining("service-port/dock")
			.hasMessageContaining("'name' must not be blank (NotBlank)");
	}

	@Test
	void groupsAreKept() throws Exception {
		register(validator, new Harbour());
		assertThat(failure("small", new Ship("Pequod", 4)).message())
			.isEqualTo("'masts' must be less than or equal to 2 (Max)");
		assertThat(ask("small", new Ship(" ", 2))).isEqualTo(" ");
	}

	@Test
	void whoeverHandlesExceptionsHandlesThese() throws Exception {
		register(validator, new Forgiving());
		assertThat(ask("forgiven", new Ship("", 1))).isEqualTo("1 error");
	}

	@Test
	void anyValidatorWillDo() throws Exception {
		register(new NoGhosts(), new Harbour());
		assertThat(failure("dock", new Ship("Ghost", 1)).message()).isEqualTo("'name' is invalid (ghost)");
		assertThat(ask("dock", new Ship("", -1))).isEqualTo("");
	}

	@Test
	void validatorIsNotAskedForWhereNobodyValidates() throws Exception {
		register(validator, new Careless());
		assertThat(ask("careless", new Ship("", -1))).isEqualTo("");
		assertThat(this.asked).hasValue(0);
	}

	@Test
	void handlerThatCannotBeValidatedIsRefused() {
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> register(null, new Harbour()))
			.withMessageContaining("Harbour.")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("spring-boot-starter-validation"));
		register(null, new Careless());
	}

	private void register(Validator validator, Object bean) {
		this.handlers.setValidator(() -> {
			this.asked.incrementAndGet();
			return validator;
		});
		this.handlers.register(bean);
	}

	private Object ask(String route, Object payload) throws Exception {
		return this.codec.decode(send(route, payload).answer.get(5, TimeUnit.SECONDS), String.class);
	}

	private IpcFailure failure(String route, Object payload) {
		RecordedRequest request = send(route, payload);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> request.answer.get(5, TimeUnit.SECONDS));
		return request.failure;
	}

	private RecordedRequest send(String route, Object payload) {
		RecordedRequest request = new RecordedRequest(route, this.codec.encode(payload));
		this.handlers.request(request);
		return request;
	}

	interface Small {

	}

	record Ship(@NotBlank String name, @Positive @Max(value = 2, groups = Small.class) int masts) {
	}

	static class Harbour {

		@MessageMapping("dock")
		String dock(@Payload @Valid Ship ship) {
			return ship.name();
		}

		@MessageMapping("small")
		String small(@Validated(Small.class) Ship ship) {
			return ship.name();
		}

	}

	static class Forgiving {

		@MessageMapping("forgiven")
		String forgiven(@Valid Ship ship) {
			return ship.name();
		}

		@MessageExceptionHandler
		String forgive(MethodArgumentNotValidException failure) {
			return failure.getBindingResult().getErrorCount() + " error";
		}

	}

	static class Careless {

		@MessageMapping("careless")
		String careless(Ship ship) {
			return ship.name();
		}

	}

	static class NoGhosts implements Validator {

		@Override
		public boolean supports(Class<?> type) {
			return type == Ship.class;
		}

		@Override
		public void validate(Object target, Errors errors) {
			if (((Ship) target).name().equals("Ghost")) {
				errors.rejectValue("name", "ghost");
			}
		}

	}

}
