package io.github.fleetboot.worker.context;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an application's configuration says that must not happen once per worker. These
 * properties stand above all of the application's own configuration. They yield to
 * {@code fleet.workers.properties.*}, and to configuration that is loaded in workers
 * only, such as {@code application-fleet-cluster.yml}.
 */
final class RoleDefaults {

	private static final String[][] TABLE = {
			// No web server, no shared files, no console noise, no JVM kept alive
			{ "spring.main.web-application-type", "none" }, //
			{ "spring.main.keep-alive", "false" }, //
			{ "spring.main.lazy-initialization", "false" }, //
			{ "spring.main.banner-mode", "off" }, //
			{ "spring.pid.file", "${java.io.tmpdir}/fleet-worker-${random.uuid}.pid" }, //
			{ "logging.file.name", "" }, //
			{ "logging.file.path", "" }, //
			{ "spring.jmx.enabled", "false" }, //
			{ "spring.application.admin.enabled", "false" }, //

			// The worker's runtime decides what a signal means, and logs until the end.
			// Its
			// console is the Admiral's log, which adds the time and the worker
			{ "spring.main.register-shutdown-hook", "false" }, //
			{ "spring.main.log-startup-info", "false" }, //
			{ "logging.register-shutdown-hook", "false" }, //
			{ "logging.charset.console", "UTF-8" }, //
			{ "logging.pattern.console", "%5p %-40.40logger{39} : %m%n%wEx" }, //
			{ "logging.structured.format.console", "" }, //

			// Tools of a developer's machine
			{ "spring.devtools.restart.enabled", "false" }, //
			{ "spring.devtools.livereload.enabled", "false" }, //
			{ "spring.docker.compose.enabled", "false" }, //

			// The Admiral migrates the database before it starts workers. Without Flyway
			// or
			// Liquibase Hibernate would create the schema of an embedded database itself
			{ "spring.flyway.enabled", "false" }, //
			{ "spring.liquibase.enabled", "false" }, //
			{ "spring.sql.init.mode", "never" }, //
			{ "spring.jpa.generate-ddl", "false" }, //
			{ "spring.jpa.hibernate.ddl-auto", "none" }, //
			{ "spring.jpa.properties.hibernate.hbm2ddl.auto", "none" }, //
			{ "spring.jpa.properties.jakarta.persistence.schema-generation.database.action", "none" }, //
			{ "spring.data.jpa.repositories.bootstrap-mode", "default" }, //
			{ "spring.batch.jdbc.initialize-schema", "never" }, //
			{ "spring.integration.jdbc.initialize-schema", "never" }, //
			{ "spring.quartz.jdbc.initialize-schema", "never" }, //
			{ "spring.session.jdbc.initialize-schema", "never" }, //

			// Jobs and consumers run in the Admiral
			{ "spring.batch.job.enabled", "false" }, //
			{ "spring.quartz.auto-startup", "false" }, //
			{ "spring.jms.listener.auto-startup", "false" }, //
			{ "spring.kafka.admin.auto-create", "false" }, //
			{ "spring.kafka.listener.auto-startup", "false" }, //
			{ "spring.kafka.streams.auto-startup", "false" }, //
			{ "spring.rabbitmq.listener.simple.auto-startup", "false" }, //
			{ "spring.rabbitmq.listener.direct.auto-startup", "false" }, //
			{ "spring.rabbitmq.listener.stream.auto-startup", "false" }, //

			// The Admiral shows what workers measure: they push it nowhere themselves
			{ "management.appoptics.metrics.export.enabled", "false" }, //
			{ "management.atlas.metrics.export.enabled", "false" }, //
			{ "management.datadog.metrics.export.enabled", "false" }, //
			{ "management.dynatrace.metrics.export.enabled", "false" }, //
			{ "management.elastic.metrics.export.enabled", "false" }, //
			{ "management.ganglia.metrics.export.enabled", "false" }, //
			{ "management.graphite.metrics.export.enabled", "false" }, //
			{ "management.humio.metrics.export.enabled", "false" }, //
			{ "management.influx.metrics.export.enabled", "false" }, //
			{ "management.jmx.metrics.export.enabled", "false" }, //
			{ "management.kairos.metrics.export.enabled", "false" }, //
			{ "management.newrelic.metrics.export.enabled", "false" }, //
			{ "management.otlp.metrics.export.enabled", "false" }, //
			{ "management.prometheus.metrics.export.enabled", "false" }, //
			{ "management.stackdriver.metrics.export.enabled", "false" }, //
			{ "management.statsd.metrics.export.enabled", "false" }, //
	};

	private RoleDefaults() {
	}

	static Map<String, Object> properties() {
		Map<String, Object> properties = new LinkedHashMap<>();
		for (String[] row : TABLE) {
			properties.put(row[0], row[1]);
		}
		return Collections.unmodifiableMap(properties);
	}

}
