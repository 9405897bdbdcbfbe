package io.github.fleetboot.inprocess;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.UndeclaredThrowableException;

import io.github.fleetboot.FleetException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The application's main method, to be called once more for each worker.
 */
public final class MainMethod {

	private static final String ACTION = "Set fleet.workers.main-class to the class whose static main method starts the "
			+ "application, or give workers JVMs of their own: fleet.workers.mode=process.";

	private final Method method;

	private final ClassLoader classLoader;

	private MainMethod(Method method, ClassLoader classLoader) {
		this.method = method;
		this.classLoader = classLoader;
	}

	/**
	 * Find the method.
	 * @param className the class, {@code null} if it could not be found out
	 * @param classLoader loads the application, also after devtools have restarted it;
	 * {@code null} for the default one
	 * @return the method
	 * @throws FleetException if there is no such class, or it has no such method
	 */
	public static MainMethod of(@Nullable String className, @Nullable ClassLoader classLoader) {
		if (className == null) {
			throw new FleetException("The main class of the application cannot be told.", ACTION);
		}
		ClassLoader loader = (classLoader != null) ? classLoader : MainMethod.class.getClassLoader();
		try {
			Class<?> type = ClassUtils.forName(className, loader);
			Method method = ClassUtils.getMethodIfAvailable(type, "main", String[].class);
			if (method == null) {
				method = ReflectionUtils.findMethod(type, "main", String[].class);
			}
			if (method == null) {
				method = ReflectionUtils.findMethod(type, "main");
			}
			if (method != null && Modifier.isStatic(method.getModifiers())) {
				ReflectionUtils.makeAccessible(method);
				return new MainMethod(method, loader);
			}
			throw new FleetException(className + " has no static main method.", ACTION);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new FleetException("The main class cannot be loaded: " + ex, ACTION, ex);
		}
	}

	ClassLoader classLoader() {
		return this.classLoader;
	}

	/**
	 * Call it, with no arguments: a worker has its configuration from the Admiral.
	 */
	void call() {
		try {
			Object[] arguments = (this.method.getParameterCount() > 0) ? new Object[] { new String[0] } : new Object[0];
			this.method.invoke(null, arguments);
		}
		catch (InvocationTargetException ex) {
			if (ex.getTargetException() instanceof RuntimeException runtime) {
				throw runtime;
			}
			if (ex.getTargetException() instanceof Error error) {
				throw error;
			}
			throw new UndeclaredThrowableException(ex.getTargetException());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String toString() {
		return this.method.getDeclaringClass().getName() + "." + this.method.getName();
	}

}
