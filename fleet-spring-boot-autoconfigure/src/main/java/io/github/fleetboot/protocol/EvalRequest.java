package io.github.fleetboot.protocol;

/**
 * A member asks a worker to evaluate an expression.
 *
 * @param expression the expression
 * @param text whether to reply with the result's text instead of the result
 */
public record EvalRequest(String expression, boolean text) {
}
