package io.github.fleetboot;

import java.util.Arrays;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.ClassMetadata;
import org.springframework.core.type.MethodMetadata;

/**
 * Matches what belongs to this JVM's role, and notes what belongs to another, so that the
 * Admiral knows which services there are without a search of its own.
 */
class OnFleetRoleCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		ConditionMessage.Builder message = ConditionMessage.forCondition("Fleet role");
		WorkerId self = FleetEnvironment.self(environment);
		boolean matches = FleetEnvironment.isEnabled(environment);
		RoleDeclarations declarations = declarations(context.getBeanFactory());
		String source = source(metadata);
		if (metadata.isAnnotated(ClusterWorker.class.getName())) {
			declarations.cluster(source);
			matches &= self.role() == FleetRole.CLUSTER;
		}
		Map<String, @Nullable Object> service = metadata.getAnnotationAttributes(FleetService.class.getName());
		if (service != null) {
			String name = environment.resolvePlaceholders(String.valueOf(service.get("value")));
			declarations.service(name, source, Boolean.FALSE.equals(service.get("autoStart")));
			matches &= self.role() == FleetRole.SERVICE && self.name().equals(name);
		}
		if (metadata.isAnnotated(AdmiralController.class.getName())) {
			matches &= self.role() == FleetRole.ADMIRAL;
		}
		Map<String, @Nullable Object> roles = metadata.getAnnotationAttributes(ConditionalOnFleetRole.class.getName());
		if (roles != null && roles.get("value") instanceof FleetRole[] allowed) {
			matches &= Arrays.asList(allowed).contains(self.role());
		}
		return new ConditionOutcome(matches, message.because("this JVM is " + self));
	}

	private static RoleDeclarations declarations(@Nullable ConfigurableListableBeanFactory beanFactory) {
		return (beanFactory != null) ? RoleDeclarations.of(beanFactory) : new RoleDeclarations();
	}

	private static String source(AnnotatedTypeMetadata metadata) {
		if (metadata instanceof MethodMetadata method) {
			return method.getDeclaringClassName() + "." + method.getMethodName() + "()";
		}
		return (metadata instanceof ClassMetadata type) ? type.getClassName() : metadata.toString();
	}

}
