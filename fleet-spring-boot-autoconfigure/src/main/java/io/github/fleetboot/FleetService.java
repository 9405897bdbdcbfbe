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
 * A bean that lives alone in a JVM of its own, without a Discord client. Its
 * {@code @MessageMapping} methods can be reached from any member of the fleet under the
 * service's name.
 * <p>
 * The service is ready as soon as the bean is initialised, or, if it implements
 * {@link DeferredReadiness}, when it says so. Clusters start once all services are ready.
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
public @interface FleetService {

	/**
	 * The name of the service, unique in the fleet: 1 to 63 letters, digits, {@code '.'},
	 * {@code '_'} or {@code '-'}. A class that is scanned or imported has it as the name
	 * of its bean, too.
	 * @return the name
	 */
	@AliasFor(annotation = Component.class)
	String value();

	/**
	 * Whether the service starts with the fleet. If not, it is there once it was asked
	 * for with {@link FleetOperations#createService}.
	 * @return {@code true} by default
	 */
	boolean autoStart() default true;

}
