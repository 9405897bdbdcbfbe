package io.github.fleetboot.worker.jda;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.SubscribeEvent;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventListeners}.
 */
class EventListenersTests {

	@Test
	void callsSubscribedMethodsOfProxiesAndThoseThatAreInherited() {
		Heir target = new Heir();
		ProxyFactory factory = new ProxyFactory(target);
		factory.setProxyTargetClass(true);
		List<Object> listeners = EventListeners.among(List.of(factory.getProxy(), new Object()));
		assertThat(listeners).singleElement().isInstanceOf(EventListener.class);
		EventListener listener = (EventListener) listeners.get(0);
		listener.onEvent(new SessionResumeEvent(jda()));
		listener.onEvent(new StatusChangeEvent(jda(), JDA.Status.CONNECTED, JDA.Status.LOADING_SUBSYSTEMS));
		assertThat(target.heard).containsExactlyInAnyOrder("ready", "any", "any");
	}

	private static JDA jda() {
		return (JDA) Proxy.newProxyInstance(JDA.class.getClassLoader(), new Class<?>[] { JDA.class },
				(proxy, method, arguments) -> method.getReturnType().equals(long.class) ? 0L : null);
	}

	static class Parent {

		final List<String> heard = new ArrayList<>();

		@SubscribeEvent
		public void ready(SessionResumeEvent event) {
			this.heard.add("ready");
		}

	}

	static class Heir extends Parent {

		@SubscribeEvent
		public void any(GenericEvent event) {
			this.heard.add("any");
			throw new IllegalStateException("must not keep others from their event");
		}

	}

}
