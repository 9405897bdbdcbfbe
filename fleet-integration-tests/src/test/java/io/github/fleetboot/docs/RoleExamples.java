package io.github.fleetboot.docs;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.fleetboot.AdmiralController;
import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.ConditionalOnFleetRole;
import io.github.fleetboot.DeferredReadiness;
import io.github.fleetboot.FleetReadyEvent;
import io.github.fleetboot.FleetRole;
import io.github.fleetboot.FleetService;
import io.github.fleetboot.WorkerInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * Beans of each role.
 */
final class RoleExamples {

	private RoleExamples() {
	}

	// tag::admiral[]
	@AdmiralController
	static class FleetJournal {

		private static final Logger logger = LoggerFactory.getLogger(FleetJournal.class);

		@EventListener
		void ready(FleetReadyEvent event) {
			logger.info("{} shards after {}", event.shards(), event.duration());
		}

	}
	// end::admiral[]

	// tag::deferred[]
	@FleetService("search")
	static class Search implements DeferredReadiness {

		@Override
		public CompletionStage<?> whenReady() {
			return CompletableFuture.runAsync(this::loadIndex);
		}

		private void loadIndex() {
			// What takes its time
		}

	}
	// end::deferred[]

	// tag::condition[]
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnFleetRole({ FleetRole.CLUSTER, FleetRole.SERVICE })
	static class WorkerConfiguration {

		@Bean
		TranslationCache translationCache() {
			return new TranslationCache(10_000);
		}

	}
	// end::condition[]

	// tag::info[]
	@ClusterWorker
	static class Whereabouts {

		private final WorkerInfo worker;

		Whereabouts(WorkerInfo worker) {
			this.worker = worker;
		}

		String describe() {
			return this.worker.id() + " runs shards " + this.worker.shards() + " of " + this.worker.totalShards();
		}

	}
	// end::info[]

	record TranslationCache(int size) {
	}

}
