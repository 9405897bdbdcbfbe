package io.github.fleetboot.ipc.socket;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;

import io.github.fleetboot.WorkerId;

/**
 * Handlers that tests talk to.
 */
@MessageMapping("test")
class TestHandlers {

	final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

	final CountDownLatch release = new CountDownLatch(1);

	final AtomicInteger calls = new AtomicInteger();

	final CompletableFuture<String> pending = new CompletableFuture<>();

	final CountDownLatch entered = new CountDownLatch(1);

	@MessageMapping("echo")
	Object echo(Map<String, Object> payload) {
		return payload;
	}

	@MessageMapping("text")
	String text(String payload) {
		return payload;
	}

	@MessageMapping("bytes")
	byte[] bytes(byte[] payload) {
		return payload;
	}

	@MessageMapping("sender")
	String sender(WorkerId sender) {
		this.calls.incrementAndGet();
		return sender.toString();
	}

	@MessageMapping("twice.{word}")
	List<String> twice(@DestinationVariable String word) {
		return List.of(word, word);
	}

	@MessageMapping("note")
	void note(Integer number) {
		this.received.add(number);
	}

	@MessageMapping("large-note")
	void largeNote(byte[] payload) {
		this.received.add(payload.length);
	}

	@MessageMapping("fail")
	String fail() {
		throw new IllegalStateException("no wind");
	}

	@MessageMapping("pending")
	CompletableFuture<String> pending() {
		this.entered.countDown();
		return this.pending;
	}

	@MessageMapping("block")
	String block() throws InterruptedException {
		this.entered.countDown();
		this.release.await();
		return "released";
	}

	@MessageMapping("number")
	int number(Integer number) {
		return number + 1;
	}

}
