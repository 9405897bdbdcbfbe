package io.github.fleetboot;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Restricts a bean or configuration to JVMs of the given roles. Without it a bean is
 * defined everywhere; workers however only create what their role needs.
 *
 * @since 0.1.0
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnFleetRoleCondition.class)
public @interface ConditionalOnFleetRole {

	/**
	 * The roles in which the bean exists.
	 * @return one role or more
	 */
	FleetRole[] value();

}
