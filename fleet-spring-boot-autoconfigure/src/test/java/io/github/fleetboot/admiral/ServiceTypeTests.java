package io.github.fleetboot.admiral;

import java.lang.annotation.RetentionPolicy;
import java.util.AbstractList;
import java.util.List;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ServiceType}.
 */
class ServiceTypeTests {

	@Test
	void aClassThatStandsAloneIsUsable() {
		assertThat(ServiceType.spec("harbour", Harbour.class))
			.isEqualTo(new WorkerSpec(WorkerId.service("harbour"), null, Harbour.class));
	}

	static List<Class<?>> unusable() {
		class Local {

		}
		Runnable lambda = () -> {
		};
		return List.of(Runnable.class, AbstractList.class, int.class, String[].class, RetentionPolicy.class,
				Override.class, Inner.class, Local.class, new Object() {
				}.getClass(), lambda.getClass());
	}

	@ParameterizedTest
	@MethodSource("unusable")
	void whatNoOtherJvmCanInstantiateIsRefused(Class<?> type) {
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> ServiceType.spec("harbour", type))
			.withMessageContaining(type.getName())
			.withMessageContaining("harbour")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("not abstract"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "../x", "-x" })
	void aNameThatNoAddressCanHoldIsRefused(String name) {
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> ServiceType.spec(name, Harbour.class))
			.withMessageContaining("'" + name + "'")
			.satisfies((ex) -> assertThat(ex.getAction()).isNotBlank());
	}

	@Test
	void aClassIsFoundByItsNameAndOneThatIsMissingIsNamed() {
		assertThat(ServiceType.named(Harbour.class.getName())).isEqualTo(Harbour.class);
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> ServiceType.named("no.such.Type"))
			.withMessageContaining("no.such.Type")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("full name"));
	}

	static class Harbour {

	}

	class Inner {

	}

}
