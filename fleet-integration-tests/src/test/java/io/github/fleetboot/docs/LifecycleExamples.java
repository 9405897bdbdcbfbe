package io.github.fleetboot.docs;

import java.nio.file.Path;
import java.util.List;

import io.github.fleetboot.AdmiralController;
import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.FleetException;
import io.github.fleetboot.FleetOperation;
import io.github.fleetboot.FleetOperations;
import io.github.fleetboot.FleetService;
import io.github.fleetboot.FleetUpdate;
import io.github.fleetboot.WorkerEndingException;
import io.github.fleetboot.WorkerId;
import io.github.fleetboot.WorkerInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.handler.annotation.MessageMapping;

class LifecycleExamples {

	// tag::dormant[]
	@FleetService(value = "archive", autoStart = false)
	static class Archive {

		@MessageMapping("export")
		String export(long guildId) {
			return "guild-" + guildId + ".zip";
		}

	}
	// end::dormant[]

	// tag::branch[]
	static class Branch {

		private final WorkerInfo info;

		Branch(WorkerInfo info) {
			this.info = info;
		}

		@MessageMapping("where")
		String where() {
			return this.info.id().name();
		}

	}
	// end::branch[]

	@AdmiralController
	static class Maintenance {

		private final Logger logger = LoggerFactory.getLogger(Maintenance.class);

		private final FleetOperations fleet;

		Maintenance(FleetOperations fleet) {
			this.fleet = fleet;
		}

		// tag::restart[]
		void renewLanguages() {
			FleetOperation restart = this.fleet.restart(List.of(WorkerId.service("languages")), false);
			this.fleet.whenEnded(restart.id()).thenAccept(this::report);
		}

		private void report(FleetOperation end) {
			if (end.state() == FleetOperation.State.COMPLETED) {
				this.logger.info("{}: {}", end.id(), end.detail());
			}
			else {
				this.logger.warn("{} has ended as {}: {}", end.id(), end.state(), end.detail());
			}
		}
		// end::restart[]

		// tag::guild[]
		void restartClusterOf(long guildId) {
			this.fleet.restart(List.of(this.fleet.ownerOfGuild(guildId)), true);
		}
		// end::guild[]

		// tag::refused[]
		void takeDown(String service) {
			try {
				this.fleet.shutdown(List.of(WorkerId.service(service)), false);
			}
			catch (FleetException ex) {
				this.logger.warn("{} {}", ex.getMessage(), ex.getAction());
			}
		}
		// end::refused[]

		// tag::update[]
		void deploy(Path jar) {
			FleetOperation update = this.fleet.update(FleetUpdate.of().withJar(jar));
			this.fleet.whenEnded(update.id()).thenAccept(this::report);
		}
		// end::update[]

		// tag::scale[]
		void moveIn(int clusters) {
			this.fleet.update(FleetUpdate.of().withClusters(clusters).withClusterJvmArgs("-Xmx400m", "-XX:+UseG1GC"));
		}
		// end::scale[]

		// tag::create[]
		void openArchive() {
			FleetOperation create = this.fleet.createService("archive");
			this.logger.info("{} takes some seconds", create.id());
		}
		// end::create[]

		// tag::class[]
		void openBranch(String city) {
			this.fleet.createService("branch-" + city, Branch.class);
		}
		// end::class[]

	}

	// tag::worker[]
	@ClusterWorker
	static class Retirement {

		private final Logger logger = LoggerFactory.getLogger(Retirement.class);

		private final FleetOperations fleet;

		private final WorkerInfo info;

		Retirement(FleetOperations fleet, WorkerInfo info) {
			this.fleet = fleet;
			this.info = info;
		}

		@MessageMapping("retire")
		String retire() {
			FleetOperation restart = this.fleet.restart(List.of(this.info.id()), false);
			this.fleet.whenEnded(restart.id()).exceptionally((failure) -> {
				if (failure instanceof WorkerEndingException) {
					this.logger.info("Goodbye: {}", failure.getMessage());
				}
				return restart;
			});
			return restart.id();
		}

	}
	// end::worker[]

}
