package io.github.fleetboot.eval;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerInfo;
import io.github.fleetboot.protocol.ControlRoutes;
import io.github.fleetboot.protocol.EvalRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationContext;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.expression.ExpressionException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Evaluates expressions in this worker.
 */
public final class EvalHandler {

	private static final Logger logger = LoggerFactory.getLogger(EvalHandler.class);

	private static final int LOGGED = 1000;

	private final boolean enabled;

	private final Root root;

	/**
	 * Create the handler.
	 * @param enabled whether expressions are evaluated at all
	 * @param worker who this is
	 * @param context has the beans
	 */
	public EvalHandler(boolean enabled, WorkerInfo worker, ApplicationContext context) {
		this.enabled = enabled;
		this.root = new Root(worker, context);
	}

	@MessageMapping(ControlRoutes.EVAL)
	@Nullable Object evaluate(@Payload EvalRequest request, WorkerId sender) {
		String expression = request.expression();
		String logged = expression.substring(0, Math.min(LOGGED, expression.length())).replaceAll("\\p{Cntrl}", " ");
		if (!this.enabled) {
			logger.warn("Refused to evaluate what {} sent, since fleet.eval.enabled is not true: {}", sender, logged);
			throw EvalException.disabled();
		}
		logger.warn("Evaluating for {}: {}", sender, logged);
		try {
			StandardEvaluationContext context = new StandardEvaluationContext(this.root);
			context.setBeanResolver(new BeanFactoryResolver(this.root.getContext()));
			Object result = new SpelExpressionParser().parseExpression(expression).getValue(context);
			return (result != null && request.text()) ? result.toString() : result;
		}
		catch (ExpressionException ex) {
			throw failed(" at character " + ex.getPosition(), ex.getSimpleMessage(), ex);
		}
		catch (RuntimeException ex) {
			throw failed("", ex.toString(), ex);
		}
	}

	private EvalException failed(String where, String why, Exception cause) {
		return new EvalException("The expression failed in %s%s: %s".formatted(this.root.getWorker().id(), where, why),
				"Correct the expression.", cause);
	}

	/**
	 * What an expression begins with.
	 */
	public static final class Root {

		private final WorkerInfo worker;

		private final ApplicationContext context;

		Root(WorkerInfo worker, ApplicationContext context) {
			this.worker = worker;
			this.context = context;
		}

		/**
		 * Who this is.
		 * @return the worker
		 */
		public WorkerInfo getWorker() {
			return this.worker;
		}

		/**
		 * The application context of this worker.
		 * @return the context
		 */
		public ApplicationContext getContext() {
			return this.context;
		}

	}

}
