package io.github.fleetboot.worker.context;

import java.util.List;

import io.github.fleetboot.WorkerExit;
import io.github.fleetboot.worker.logging.LogForwarding;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/**
 * The JVM that the Admiral has forked for a worker. It ends with a worker that fails to
 * start, whatever threads there are by then.
 */
class OwnJvm implements WorkerHost {

	@Override
	public boolean isShared() {
		return false;
	}

	@Override
	public void failed(@Nullable ConfigurableApplicationContext context, Throwable cause) {
		try {
			LogForwarding.lastWords();
			report(context, cause);
		}
		finally {
			System.out.flush();
			Runtime.getRuntime().halt(WorkerExit.START_FAILED.code());
		}
	}

	private static void report(@Nullable ConfigurableApplicationContext context, Throwable cause) {
		try {
			if (!analyze(context, cause)) {
				cause.printStackTrace(System.out);
			}
		}
		finally {
			LogForwarding.lastWords();
			// At the very end, since the Admiral keeps the last lines only
			System.out.println(StartFailure.line(cause));
		}
	}

	private static boolean analyze(@Nullable ConfigurableApplicationContext context, Throwable cause) {
		ArgumentResolver arguments = (context != null)
				? ArgumentResolver.of(ConfigurableApplicationContext.class, context) : ArgumentResolver.none();
		List<SpringBootExceptionReporter> reporters = SpringFactoriesLoader
			.forDefaultResourceLocation(OwnJvm.class.getClassLoader())
			.load(SpringBootExceptionReporter.class, arguments);
		for (SpringBootExceptionReporter reporter : reporters) {
			if (reporter.reportException(cause)) {
				return true;
			}
		}
		return false;
	}

}
