package io.github.fleetboot.process;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Handles a signal to this JVM. Java has no API for that, but most runtimes have
 * {@code sun.misc.Signal}, in the module {@code jdk.unsupported}.
 */
@FunctionalInterface
interface SignalHandler {

	/**
	 * Handle the signal, on a thread of its own.
	 * @param number the number of the signal
	 * @param before does what would be done without this handler; for signals that end a
	 * JVM it does not return
	 */
	void handle(int number, Runnable before);

	/**
	 * Install a handler, where that is possible.
	 * @param signal the signal's name, without {@code SIG}
	 * @param handler the handler
	 * @return puts the handler before it back
	 */
	static Runnable install(String signal, SignalHandler handler) {
		Log logger = LogFactory.getLog(SignalHandler.class);
		try {
			return new Installation(signal, handler)::remove;
		}
		catch (Throwable ex) {
			// No such module, or flags that forbid it
			logger.debug("SIG" + signal + " cannot be handled", ex);
			return () -> {
			};
		}
	}

	/**
	 * A handler at its place.
	 */
	final class Installation {

		private static final Log logger = LogFactory.getLog(SignalHandler.class);

		private final Object signal;

		private final Object before;

		private final Object installed;

		private final MethodHandle install;

		Installation(String name, SignalHandler handler) throws Throwable {
			Class<?> signalType = Class.forName("sun.misc.Signal");
			Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
			MethodHandles.Lookup lookup = MethodHandles.publicLookup();
			this.install = lookup.findStatic(signalType, "handle",
					MethodType.methodType(handlerType, signalType, handlerType));
			MethodHandle handle = lookup.findVirtual(handlerType, "handle",
					MethodType.methodType(void.class, signalType));
			this.signal = lookup.findConstructor(signalType, MethodType.methodType(void.class, String.class))
				.invoke(name);
			int number = (int) lookup.findVirtual(signalType, "getNumber", MethodType.methodType(int.class))
				.invoke(this.signal);
			this.installed = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] { handlerType },
					(proxy, method, arguments) -> switch (method.getName()) {
						case "handle" -> {
							handler.handle(number, () -> handleBefore(handle));
							yield null;
						}
						case "equals" -> proxy == arguments[0];
						case "hashCode" -> System.identityHashCode(proxy);
						default -> "handler of SIG" + name;
					});
			this.before = this.install.invoke(this.signal, this.installed);
		}

		private void handleBefore(MethodHandle handle) {
			try {
				handle.invoke(this.before, this.signal);
			}
			catch (Throwable ex) {
				logger.warn(this.signal + " cannot be handled as before", ex);
			}
		}

		private void remove() {
			try {
				Object current = this.install.invoke(this.signal, this.before);
				if (current != this.installed) {
					// Somebody else's, installed later
					this.install.invoke(this.signal, current);
				}
			}
			catch (Throwable ex) {
				logger.debug("The handler of " + this.signal + " stays", ex);
			}
		}

	}

}
