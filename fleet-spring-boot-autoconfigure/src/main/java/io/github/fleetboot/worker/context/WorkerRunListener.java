package io.github.fleetboot.worker.context;

import java.util.List;

import io.github.fleetboot.FleetException;
import io.github.fleetboot.WorkerExit;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/**
 * Refuses to start a worker whose context could hold more than its role, and ends a
 * worker that fails to start, whatever threads it has by then.
 */
class WorkerRunListener implements SpringApplicationRunListener, Ordered {

	/**
	 * What the line with the cause, the last one printed, begins with.
	 */
	static final String FAILURE_MARK = "[fleet] start failed: ";

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void contextPrepared(ConfigurableApplicationContext context) {
		if (WorkerLaunch.isWorker() && !(context.getBeanFactory() instanceof WorkerBeanFactory)) {
			throw new FleetException(
					"The context of this worker is a %s, made by the application or for a web server. It would run the whole application once more"
						.formatted(context.getClass().getName()),
					"Do without SpringApplication.setApplicationContextFactory in workers (FleetEnvironment.WORKER is a "
							+ "system property there), and leave spring.main.web-application-type to the fleet.");
		}
	}

	@Override
	public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
		if (WorkerLaunch.isWorker()) {
			try {
				report(context, exception);
			}
			finally {
				System.out.flush();
				Runtime.getRuntime().halt(WorkerExit.START_FAILED.code());
			}
		}
	}

	private static void report(@Nullable ConfigurableApplicationContext context, Throwable exception) {
		try {
			if (!analyze(context, exception)) {
				exception.printStackTrace(System.out);
			}
		}
		finally {
			// At the very end, since the Admiral keeps the last lines only
			System.out.println(failureLine(exception));
		}
	}

	private static boolean analyze(@Nullable ConfigurableApplicationContext context, Throwable exception) {
		ArgumentResolver arguments = (context != null)
				? ArgumentResolver.of(ConfigurableApplicationContext.class, context) : ArgumentResolver.none();
		List<SpringBootExceptionReporter> reporters = SpringFactoriesLoader
			.forDefaultResourceLocation(WorkerRunListener.class.getClassLoader())
			.load(SpringBootExceptionReporter.class, arguments);
		for (SpringBootExceptionReporter reporter : reporters) {
			if (reporter.reportException(exception)) {
				return true;
			}
		}
		return false;
	}

	static String failureLine(Throwable exception) {
		Throwable root = exception;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return FAILURE_MARK + root.toString().replaceAll("\\R", " ");
	}

}
