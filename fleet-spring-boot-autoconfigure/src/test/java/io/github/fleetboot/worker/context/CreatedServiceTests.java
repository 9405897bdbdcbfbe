package io.github.fleetboot.worker.context;

import java.util.List;
import java.util.Map;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.FleetService;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.protocol.LaunchOrder;
import io.github.fleetboot.protocol.PropertySourceRecord;
import io.github.fleetboot.protocol.PropertySourceRecord.Position;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CreatedService}.
 */
class CreatedServiceTests {

	@Test
	void theClassBecomesABeanWithWhatItNeeds() {
		try (AnnotationConfigApplicationContext context = start(Harbour.class.getName())) {
			assertThat(context.getBeanFactory().containsSingleton(CreatedService.BEAN_NAME)).isTrue();
			assertThat(context.getBean(Harbour.class).depth).isEqualTo(17);
		}
	}

	@Test
	void theNameInItsAnnotationDoesNotMatter() {
		try (AnnotationConfigApplicationContext context = start(Named.class.getName())) {
			assertThat(context.getBeanFactory().containsSingleton(CreatedService.BEAN_NAME)).isTrue();
			assertThat(context.getBeansOfType(Named.class)).hasSize(1);
		}
	}

	@Test
	void otherWorkersHaveNoSuchBean() {
		try (AnnotationConfigApplicationContext context = start(null)) {
			assertThat(context.containsBean(CreatedService.BEAN_NAME)).isFalse();
			assertThat(context.getBeanFactory().containsSingleton("depth")).isFalse();
		}
	}

	@Test
	void aClassThatIsNoLongerThereIsNamed() {
		assertThatExceptionOfType(FleetException.class).isThrownBy(() -> start("no.such.Type"))
			.withMessageContaining("no.such.Type")
			.withMessageContaining("service-harbour");
	}

	private static AnnotationConfigApplicationContext start(String className) {
		List<PropertySourceRecord> sources = (className == null) ? List.of()
				: List.of(new PropertySourceRecord(FleetEnvironment.SERVICE_TYPE, Position.WORKER,
						Map.of(FleetEnvironment.SERVICE_TYPE, className)));
		WorkerBeanFactory beanFactory = new WorkerBeanFactory(FleetRole.SERVICE);
		CreatedService.register(
				new LaunchOrder(WorkerId.service("harbour"), 0, "", new byte[0], List.of(), sources, null, 0),
				beanFactory);
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(beanFactory);
		context.register(Application.class, Named.class);
		context.refresh();
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Integer depth() {
			return 17;
		}

	}

	static class Harbour {

		private final int depth;

		Harbour(Integer depth) {
			this.depth = depth;
		}

	}

	@FleetService("elsewhere")
	static class Named {

	}

}
