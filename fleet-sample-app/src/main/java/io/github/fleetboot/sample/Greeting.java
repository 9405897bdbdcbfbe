package io.github.fleetboot.sample;

/**
 * What the languages service makes of a {@link Request}.
 *
 * @param text the greeting
 */
record Greeting(String text) {

	/**
	 * Who is to be greeted, and how.
	 *
	 * @param language the code of the language
	 * @param name the name
	 */
	record Request(String language, String name) {
	}

}
