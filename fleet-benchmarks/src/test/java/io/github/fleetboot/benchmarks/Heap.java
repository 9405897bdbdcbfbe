package io.github.fleetboot.benchmarks;

import io.github.fleetboot.ClusterWorker;

import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * Tells how much of the heap of its cluster is in use.
 */
@ClusterWorker
class Heap {

	@MessageMapping("heap")
	long used() {
		for (int round = 0; round < 3; round++) {
			System.gc();
		}
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
