package io.github.fleetboot.ipc.socket;

import java.time.Duration;
import java.util.Map;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcCongestedException;
import io.github.fleetboot.ipc.IpcContent;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcInbound;
import io.github.fleetboot.ipc.IpcLinkFigures;
import io.github.fleetboot.ipc.IpcRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MemberEnd}.
 */
class MemberEndTests {

	private final MemberEnd end = new MemberEnd(WorkerId.cluster(0), null, IpcOptions.defaults().withMaxQueue(1000),
			new IpcInbound() {

				@Override
				public void message(WorkerId source, String route, IpcContent content) {
				}

				@Override
				public void request(IpcRequest request) {
				}

			});

	@Test
	void figuresTellWhatWaitsAndWhatWasRefused() {
		assertThat(this.end.figures()).isEqualTo(IpcLinkFigures.NONE);
		send(900);
		assertThatExceptionOfType(IpcCongestedException.class).isThrownBy(() -> send(200));
		assertThatExceptionOfType(IpcCongestedException.class).isThrownBy(() -> send(200));
		send(100_000);
		assertThat(this.end.figures()).satisfies((figures) -> {
			assertThat(figures.messagesWaiting()).isEqualTo(2);
			assertThat(figures.bytesWaiting()).isBetween(100_900L, 101_900L);
			assertThat(figures.refused()).isEqualTo(2);
		});
		this.end.close("the test is over");
		assertThat(this.end.figures()).isEqualTo(new IpcLinkFigures(0, 0, 0, 0, 2));
	}

	private void send(int bytes) {
		this.end.send(IpcDestination.admiral().route("any"), new IpcContent(new byte[bytes], Map.of()),
				Duration.ofSeconds(10));
	}

}
