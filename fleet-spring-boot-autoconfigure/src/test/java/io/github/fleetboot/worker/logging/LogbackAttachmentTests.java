package io.github.fleetboot.worker.logging;

import java.io.ByteArrayInputStream;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogbackAttachment}.
 */
class LogbackAttachmentTests {

	private final LoggerContext context = new LoggerContext();

	private final Logger root = this.context.getLogger(Logger.ROOT_LOGGER_NAME);

	private final ListAppender<ILoggingEvent> forwarder = new ListAppender<>();

	private final LogbackAttachment attachment = new LogbackAttachment(this.context, this.forwarder);

	@Test
	void takesThePlaceOfTheConsoleAndLeavesOtherAppenders() {
		ListAppender<ILoggingEvent> other = new ListAppender<>();
		other.start();
		this.root.addAppender(other);
		this.root.addAppender(console());
		this.attachment.attach();
		this.attachment.attach();
		assertThat(this.root.iteratorForAppenders()).toIterable().containsExactly(other, this.forwarder);
		this.root.info("once");
		assertThat(this.forwarder.list).hasSize(1);
		assertThat(other.list).hasSize(1);
	}

	@Test
	void findsTheConsoleBehindAnotherAppender() {
		AsyncAppender async = new AsyncAppender();
		async.setContext(this.context);
		async.addAppender(console());
		async.start();
		this.root.addAppender(async);
		this.attachment.attach();
		assertThat(this.root.iteratorForAppenders()).toIterable().containsExactly(this.forwarder);
		assertThat(async.isStarted()).isFalse();
	}

	@Test
	void aLoggerThatDoesNotPassOnHasTheAppenderOfItsOwn() {
		Logger proud = this.context.getLogger("proud");
		proud.setAdditive(false);
		proud.addAppender(console());
		this.attachment.attach();
		proud.info("heard");
		assertThat(this.forwarder.list).singleElement();
	}

	@Test
	void whenLogbackReadsItsConfigurationAnewTheAppenderIsBack() throws Exception {
		this.attachment.attach();
		this.context.reset();
		JoranConfigurator configurator = new JoranConfigurator();
		configurator.setContext(this.context);
		configurator.doConfigure(new ByteArrayInputStream("""
				<configuration>
					<appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
						<encoder><pattern>%m</pattern></encoder>
					</appender>
					<root level="INFO"><appender-ref ref="OUT"/></root>
				</configuration>
				""".getBytes(UTF_8)));
		assertThat(this.root.iteratorForAppenders()).toIterable().containsExactly(this.forwarder);
		this.root.info("heard");
		assertThat(this.forwarder.list).singleElement();
	}

	private ConsoleAppender<ILoggingEvent> console() {
		ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
		console.setContext(this.context);
		return console;
	}

}
