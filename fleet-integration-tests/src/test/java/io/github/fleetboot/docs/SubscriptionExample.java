package io.github.fleetboot.docs;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.fleetboot.ClusterWorker;
import io.github.fleetboot.ipc.IpcSubscription;
import io.github.fleetboot.ipc.IpcSubscriptions;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Code that is told what is sent to a route, for a while.
 */
final class SubscriptionExample {

	private SubscriptionExample() {
	}

	// tag::subscription[]
	@ClusterWorker
	static class PriceWatch {

		private final IpcSubscriptions subscriptions;

		PriceWatch(IpcSubscriptions subscriptions) {
			this.subscriptions = subscriptions;
		}

		CompletableFuture<Double> nextBelow(double limit) {
			CompletableFuture<Double> found = new CompletableFuture<>();
			IpcSubscription subscription = this.subscriptions.subscribe("prices",
					new ParameterizedTypeReference<Map<String, Double>>() {
					},
					(sender, prices) -> prices.values()
						.stream()
						.filter((price) -> price < limit)
						.forEach(found::complete));
			return found.whenComplete((price, failure) -> subscription.close());
		}

	}
	// end::subscription[]

}
