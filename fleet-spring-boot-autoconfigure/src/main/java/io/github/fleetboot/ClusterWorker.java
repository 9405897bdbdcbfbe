package io.github.fleetboot;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * A bean that lives in every cluster JVM and nowhere else. If it is a JDA
 * {@code EventListener}, or has methods with JDA's {@code @SubscribeEvent}, it is
 * registered with the cluster's {@code ShardManager}. Its {@code @MessageMapping} methods
 * can be reached from any member of the fleet.
 * <p>
 * May stand on a class that is scanned or imported, or on a {@code @Bean} method.
 *
 * @since 0.1.0
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
@Conditional(OnFleetRoleCondition.class)
public @interface ClusterWorker {

	/**
	 * The name of the bean, as with {@link Component}.
	 * @return the name, or empty for one made from the class
	 */
	@AliasFor(annotation = Component.class)
	String value() default "";

}
