package io.github.fleetboot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Which beans of a role the application declares, noted while Spring reads its
 * configuration, also for roles that are not this JVM's.
 *
 * @since 0.1.0
 */
public final class RoleDeclarations {

	private static final String BEAN_NAME = RoleDeclarations.class.getName();

	private final Set<String> clusters = new LinkedHashSet<>();

	private final Map<String, Set<String>> services = new LinkedHashMap<>();

	private final Set<String> dormantServices = new LinkedHashSet<>();

	/**
	 * The declarations seen in a bean factory so far.
	 * @param beanFactory the bean factory
	 * @return its declarations, registered there as a singleton
	 */
	public static RoleDeclarations of(ConfigurableListableBeanFactory beanFactory) {
		if (!beanFactory.containsSingleton(BEAN_NAME)) {
			beanFactory.registerSingleton(BEAN_NAME, new RoleDeclarations());
		}
		return beanFactory.getBean(BEAN_NAME, RoleDeclarations.class);
	}

	void cluster(String source) {
		this.clusters.add(source);
	}

	void service(String name, String source, boolean dormant) {
		if (dormant) {
			this.dormantServices.add(name);
		}
		this.services.computeIfAbsent(name, (key) -> new LinkedHashSet<>()).add(source);
	}

	/**
	 * Where {@link ClusterWorker @ClusterWorker} stands.
	 * @return class names, or class and method
	 */
	public Set<String> clusters() {
		return Collections.unmodifiableSet(this.clusters);
	}

	/**
	 * Where {@link FleetService @FleetService} stands.
	 * @return class names, or class and method, by service; more than one is a mistake
	 */
	public Map<String, Set<String>> services() {
		return Collections.unmodifiableMap(this.services);
	}

	/**
	 * The services that do not start with the fleet.
	 * @return their names
	 */
	public Set<String> dormantServices() {
		return Collections.unmodifiableSet(this.dormantServices);
	}

}
