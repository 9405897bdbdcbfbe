package io.github.fleetboot.autoconfigure;

import java.net.URI;
import java.util.List;

import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetService;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerInfo;
import io.github.fleetboot.actuate.FleetEndpoint;
import io.github.fleetboot.admiral.Admiral;
import io.github.fleetboot.cache.FleetCache;
import io.github.fleetboot.eval.EvalException;
import io.github.fleetboot.eval.FleetEval;
import io.github.fleetboot.ipc.IpcClosedException;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcTemplate;
import io.github.fleetboot.store.FleetStore;
import io.github.fleetboot.store.StoreLimitException;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the auto-configurations in the Admiral, of which nothing is started here.
 */
class FleetAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FleetAutoConfiguration.class, AdmiralAutoConfiguration.class,
				WorkerAutoConfiguration.class, ClusterAutoConfiguration.class, FleetEndpointAutoConfiguration.class,
				FleetStoreAutoConfiguration.class));

	@Test
	void theAdmiralHasItsBeansAndNoneOfTheWorkers() {
		this.runner.withUserConfiguration(Bot.class)
			.run((context) -> assertThat(context).hasSingleBean(Admiral.class)
				.hasSingleBean(IpcTemplate.class)
				.doesNotHaveBean(ShardManager.class)
				.doesNotHaveBean("listener")
				.doesNotHaveBean("languages")
				.getBean(WorkerInfo.class)
				.extracting(WorkerInfo::id)
				.isEqualTo(WorkerId.admiral()));
	}

	@Test
	void theEndpointIsThereWhenItIsExposed() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=fleet")
			.run((context) -> assertThat(context).hasSingleBean(FleetEndpoint.class));
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(FleetEndpoint.class));
	}

	@Test
	void whenSwitchedOffThereIsNothing() {
		this.runner.withUserConfiguration(Bot.class)
			.withPropertyValues("fleet.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Admiral.class)
				.doesNotHaveBean(IpcTemplate.class)
				.doesNotHaveBean("listener"));
	}

	@Test
	void inATestNothingStartsAndMessagesSayWhy() {
		this.runner.run((context) -> assertThatExceptionOfType(IpcClosedException.class)
			.isThrownBy(() -> context.getBean(IpcTemplate.class)
				.convertAndSend(IpcDestination.service("languages").route("greet"), "you"))
			.withMessageContaining("not started"));
	}

	@Test
	void aTemplateOfTheApplicationsOwnIsUsed() {
		this.runner.withBean("own", IpcTemplate.class, () -> Mockito.mock(IpcTemplate.class))
			.run((context) -> assertThat(context).hasSingleBean(IpcTemplate.class).hasBean("own"));
	}

	@Test
	void theAdmiralHasAStoreAlsoIfNothingStarts() {
		this.runner.withPropertyValues("fleet.store.max-entries=1").run((context) -> {
			FleetStore store = context.getBean(FleetStore.class);
			store.put("key", "value");
			assertThat(store.get("key", String.class)).contains("value");
			assertThatExceptionOfType(StoreLimitException.class).isThrownBy(() -> store.put("more", "value"));
		});
		this.runner.withPropertyValues("fleet.store.max-size=0B")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(FleetException.class)
				.hasMessageContaining("fleet.store.max-size"));
	}

	@Test
	void aStoreOfTheApplicationsOwnIsUsed() {
		this.runner.withBean("own", FleetStore.class, () -> Mockito.mock(FleetStore.class))
			.run((context) -> assertThat(context).hasSingleBean(FleetStore.class).hasBean("own"));
	}

	@Test
	void everyMemberCanFetchAndNoneEvaluatesUnlessSwitchedOn() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(FleetCache.class);
			assertThatExceptionOfType(EvalException.class).isThrownBy(
					() -> context.getBean(FleetEval.class).evaluate(IpcDestination.cluster(0), "1", String.class));
		});
		this.runner.withPropertyValues("fleet.eval.enabled=true")
			.run((context) -> assertThatExceptionOfType(IpcClosedException.class).isThrownBy(
					() -> context.getBean(FleetEval.class).evaluate(IpcDestination.cluster(0), "1", String.class)));
	}

	@Test
	void twoServicesOfOneNameAreRefusedNamingBoth() {
		this.runner.withUserConfiguration(Bot.class, SecondLanguages.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(DuplicateServiceException.class)
				.hasMessageContaining("'languages'")
				.hasMessageContaining("Bot.languages()")
				.hasMessageContaining("SecondLanguages.languages()"));
	}

	@Test
	void aServiceNameThatNoAddressCanHoldIsRefused() {
		this.runner.withUserConfiguration(BadName.class)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("two words"));
	}

	@Test
	void aMissingTokenIsRefusedNamingThePropertyThatWasMeant() {
		this.runner.withUserConfiguration(Bot.class)
			.withPropertyValues("fleet.skip-in-tests=false", "spring.jda.token=secret")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(MissingTokenException.class,
						(ex) -> assertThat(ex.getAction()).contains("spring.jda.token is set")
							.doesNotContain("secret")));
	}

	@Test
	void anApplicationWithoutClusterBeansIsRefused() {
		this.runner.withPropertyValues("fleet.skip-in-tests=false", "fleet.discord.token=token")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(NoClusterException.class,
						(ex) -> assertThat(ex.getAction()).contains("@ClusterWorker")));
	}

	@Test
	void aNumberThatIsNoneNamesItsProperty() {
		this.runner.withPropertyValues("fleet.sharding.total=many")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("many"));
	}

	@Test
	void everyRefusalIsAnalyzed() {
		FailureAnalysis analysis = new FleetFailureAnalyzer()
			.analyze(new IllegalStateException(new FleetException("what", "cure")));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).isEqualTo("what");
		assertThat(analysis.getAction()).isEqualTo("cure");
	}

	@Test
	void aBeanThatWantsJdaInTheAdmiralIsToldWhereItBelongs() {
		WrongRoleFailureAnalyzer analyzer = new WrongRoleFailureAnalyzer(new MockEnvironment());
		FailureAnalysis analysis = analyzer.analyze(new NoSuchBeanDefinitionException(ShardManager.class));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("ShardManager").contains("the Admiral");
		assertThat(analysis.getAction()).contains("@ClusterWorker");
		assertThat(analyzer.analyze(new NoSuchBeanDefinitionException(String.class))).isNull();
	}

	@Test
	void theApiAddressIsCompleted() {
		assertThat(List.of("http://h:1", "http://h:1/", "http://h:1/api/v10", "http://h:1/api/v10/"))
			.allSatisfy((url) -> assertThat(DiscordSettingsMapper.apiUrl(properties("t", url)))
				.isEqualTo(URI.create("http://h:1/api/v10/")));
		assertThat(DiscordSettingsMapper.apiUrl(properties("t", "http://h:1/proxy")))
			.isEqualTo(URI.create("http://h:1/proxy/"));
	}

	@Test
	void aTokenMayHaveItsPrefixAndIsNeverPrinted() {
		assertThat(DiscordSettingsMapper.token(properties("Bot abc ", null))).isEqualTo("abc");
		assertThat(DiscordSettingsMapper.settings(properties("abc", null)).toString()).doesNotContain("abc");
		assertThat(properties("abc", null).toString()).doesNotContain("abc");
	}

	private static DiscordProperties properties(String token, String apiUrl) {
		return new DiscordProperties(token, (apiUrl != null) ? URI.create(apiUrl) : null, null, null, null, null, null,
				null, null, null);
	}

	@Configuration(proxyBeanMethods = false)
	static class Bot {

		@Bean
		@ClusterWorker
		Object listener() {
			return new Object();
		}

		@Bean
		@FleetService("languages")
		Object languages() {
			return new Object();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondLanguages {

		@Bean("more")
		@FleetService("languages")
		Object languages() {
			return new Object();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BadName {

		@Bean
		@FleetService("two words")
		Object service() {
			return new Object();
		}

	}

}
