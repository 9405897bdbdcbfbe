package io.github.fleetboot.benchmarks;

/**
 * What a cluster is to measure.
 *
 * @param length the length of the text that is said and echoed, in characters
 * @param single how many calls are made one after the other
 * @param many how many calls are made several at once
 * @param inFlight how many are under way at once
 * @param bytes whether the text is said as bytes, the form for bulk; the reference has
 * none
 */
record Order(int length, int single, int many, int inFlight, boolean bytes) {
}
