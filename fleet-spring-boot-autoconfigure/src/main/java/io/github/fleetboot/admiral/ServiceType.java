package io.github.fleetboot.admiral;

import java.lang.reflect.Modifier;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerId;

import org.springframework.util.ClassUtils;

/**
 * The class of a service that the application does not declare.
 */
final class ServiceType {

	private ServiceType() {
	}

	/**
	 * A service of a class, refused if another JVM could not make a bean of it.
	 * @param name the name of the service
	 * @param type its class
	 * @return the service
	 * @throws FleetException if the name or the class is not usable
	 */
	static WorkerSpec spec(String name, Class<?> type) {
		boolean instantiable = !type.isInterface() && !type.isPrimitive() && !type.isArray() && !type.isEnum()
				&& !Modifier.isAbstract(type.getModifiers()) && !ClassUtils.isInnerClass(type) && !type.isLocalClass()
				&& !type.isAnonymousClass() && !type.isHidden();
		if (!instantiable) {
			throw new FleetException(
					"No bean can be made of %s, which was to be the service '%s'.".formatted(type, name),
					"Name a class that is not abstract, and either stands alone or is a static member of another.");
		}
		try {
			return new WorkerSpec(WorkerId.service(name), null, type);
		}
		catch (IllegalArgumentException ex) {
			throw new FleetException("'%s' is not usable as the name of a service.".formatted(name),
					ex.getMessage() + ".", ex);
		}
	}

	/**
	 * The class that a worker names.
	 * @param className its name
	 * @return the class, which is not initialised
	 * @throws FleetException if the application has none of that name
	 */
	static Class<?> named(String className) {
		try {
			return Class.forName(className, false, ClassUtils.getDefaultClassLoader());
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new FleetException(
					"There is no class '%s' on the class path of the application.".formatted(className),
					"Give its full name, with a $ before the name of a member class.", ex);
		}
	}

}
