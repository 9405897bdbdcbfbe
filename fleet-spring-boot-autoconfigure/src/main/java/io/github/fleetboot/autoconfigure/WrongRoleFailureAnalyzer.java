package io.github.fleetboot.autoconfigure;

import io.github.fleetboot.FleetEnvironment;
import io.github.fleetboot.FleetRole;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * A bean that wants JDA lives in the Admiral, which has none.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class WrongRoleFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

	private static final String JDA = "net.dv8tion.jda.";

	private final Environment environment;

	WrongRoleFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		Class<?> type = cause.getBeanType();
		FleetRole role = FleetEnvironment.self(this.environment).role();
		if (type == null || !type.getName().startsWith(JDA) || role == FleetRole.CLUSTER
				|| !FleetEnvironment.isEnabled(this.environment)) {
			return null;
		}
		return new FailureAnalysis(
				"A bean needs a %s, but this JVM is %s: only clusters have JDA.%n%n%s".formatted(type.getSimpleName(),
						(role == FleetRole.ADMIRAL) ? "the Admiral" : "a service", rootFailure.getMessage()),
				"Annotate the bean with @ClusterWorker, so that it lives in clusters, or reach a cluster through "
						+ "IpcTemplate.",
				cause);
	}

}
