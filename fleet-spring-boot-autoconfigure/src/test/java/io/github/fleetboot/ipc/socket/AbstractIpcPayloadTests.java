package io.github.fleetboot.ipc.socket;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;

import io.github.fleetboot.WorkerId;
import io.github.fleetboot.ipc.IpcDestination;
import io.github.fleetboot.ipc.IpcPayloadUnreadableException;
import io.github.fleetboot.ipc.IpcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which payloads pass whatever carries them, both ways, and which are refused.
 */
@Timeout(60)
abstract class AbstractIpcPayloadTests {

	@TempDir
	Path directory;

	private Harbour harbour;

	private IpcTemplate caller;

	abstract boolean unix();

	/** 1 for requests that do not pass the hub. */
	int shortcutAfter() {
		return 0;
	}

	@BeforeEach
	void open() {
		this.harbour = new Harbour(this.directory, unix(), IpcOptions.defaults().withShortcutAfter(shortcutAfter()));
		this.harbour.join(WorkerId.service("stock"), new Handlers());
		this.caller = this.harbour.join(WorkerId.cluster(0)).template;
	}

	@AfterEach
	void close() {
		this.harbour.close();
	}

	@Test
	void recordsWithAllThatJavaHas() {
		Cargo cargo = new Cargo(Instant.parse("2026-11-28T00:00:00.123456789Z"), Optional.of("salt"), OptionalInt.of(3),
				Duration.ofMillis(1500), LocalDate.of(2026, 11, 28), new UUID(1, 2),
				new EnumMap<>(Map.of(DayOfWeek.MONDAY, List.of(1L, 2L))), null, 0, false, "");
		assertThat(echo("cargo", cargo, Cargo.class)).isEqualTo(cargo);
		Cargo empty = new Cargo(Instant.EPOCH, Optional.empty(), OptionalInt.empty(), Duration.ZERO, LocalDate.EPOCH,
				new UUID(0, 0), new EnumMap<>(DayOfWeek.class), "x", -1, true, " ");
		assertThat(echo("cargo", empty, Cargo.class)).isEqualTo(empty);
	}

	@Test
	void genericTypes() {
		ParameterizedTypeReference<Map<String, List<Crate<Integer>>>> type = new ParameterizedTypeReference<>() {
		};
		Map<String, List<Crate<Integer>>> crates = Map.of("a", List.of(new Crate<>(1), new Crate<>(2)), "b", List.of());
		assertThat(this.caller.convertSendAndReceive(route("generic"), (Object) crates, type)).isEqualTo(crates);
	}

	@Test
	void bytesBySelfAndInside() {
		byte[] bytes = new byte[100_000];
		Arrays.fill(bytes, 50_000, 60_000, (byte) -3);
		assertThat(echo("bytes", bytes, byte[].class)).isEqualTo(bytes);
		assertThat(echo("bytes", new byte[0], byte[].class)).isEmpty();
		Sack sack = echo("sack", new Sack("rice", bytes), Sack.class);
		assertThat(sack.name()).isEqualTo("rice");
		assertThat(sack.content()).isEqualTo(bytes);
	}

	@Test
	void optionals() {
		ParameterizedTypeReference<Optional<Crate<String>>> type = new ParameterizedTypeReference<>() {
		};
		Optional<Crate<String>> full = Optional.of(new Crate<>("tea"));
		assertThat(this.caller.convertSendAndReceive(route("optional"), full, type)).isEqualTo(full);
		assertThat(this.caller.convertSendAndReceive(route("optional"), Optional.empty(), type)).isEmpty();
		assertThat(this.caller.convertSendAndReceive(route("optional"), null, type)).isEmpty();
		assertThat(this.caller.convertSendAndReceive(route("optional"), Optional.empty(), Map.of("tone", "low"),
				String.class))
			.isNull();
	}

	@Test
	void nothingIsNotTheSameAsZeroFalseOrEmpty() {
		assertThat(echo("number", null, Integer.class)).isNull();
		assertThat(echo("number", 0, Integer.class)).isZero();
		assertThat(echo("truth", false, Boolean.class)).isFalse();
		assertThat(echo("truth", null, Boolean.class)).isNull();
		assertThat(echo("text", "", String.class)).isEmpty();
		assertThat(echo("text", null, String.class)).isNull();
		assertThat(echo("number", Integer.MIN_VALUE, Integer.class)).isEqualTo(Integer.MIN_VALUE);
	}

	@Test
	void fieldCalledErrIsNoError() {
		Verdict verdict = new Verdict("aground", 7);
		assertThat(echo("verdict", verdict, Verdict.class)).isEqualTo(verdict);
		ParameterizedTypeReference<Map<String, Object>> type = new ParameterizedTypeReference<>() {
		};
		Map<String, Object> map = Map.of("err", Map.of("error", true), "message", "fine");
		assertThat(this.caller.convertSendAndReceive(route("map"), (Object) map, type)).isEqualTo(map);
	}

	@Test
	void sealedTypesAreToldByName() {
		assertThat(echo("vessel", new Sloop(12), Vessel.class)).isEqualTo(new Sloop(12));
		assertThat(echo("vessel", new Barge("coal"), Vessel.class)).isEqualTo(new Barge("coal"));
		Convoy convoy = new Convoy(List.of(new Sloop(1), new Barge("ore")));
		assertThat(echo("convoy", convoy, Convoy.class)).isEqualTo(convoy);
	}

	@Test
	void messageWithoutFields() {
		assertThat(echo("stop", new Stop(), Stop.class)).isEqualTo(new Stop());
	}

	@Test
	void classesThatThePayloadNamesAreNotCreated() {
		Map<String, Object> planted = Map.of("@class", Mine.class.getName(), "name", "x");
		assertThatExceptionOfType(IpcPayloadUnreadableException.class)
			.isThrownBy(() -> this.caller.convertSendAndReceive(route("open"), (Object) planted, String.class))
			.withMessageContaining("denied resolution");
		assertThat(echo("untyped", planted, String.class)).isEqualTo("LinkedHashMap");
		assertThat(echo("untyped", 3, String.class)).isEqualTo("Integer");
		assertThat(echo("untyped", new byte[3], String.class)).isEqualTo("byte[]");
	}

	@Test
	void whatIsOnlySerializableIsRefused() {
		assertThatExceptionOfType(IpcPayloadUnreadableException.class)
			.isThrownBy(() -> this.caller.convertAndSend(route("text"), new Ballast(3)))
			.withMessageContaining(Ballast.class.getName())
			.withMessageContaining("no properties");
		assertThatExceptionOfType(IpcPayloadUnreadableException.class)
			.isThrownBy(() -> this.caller.convertSendAndReceive(route("ballast"), "", Object.class))
			.withMessageContaining(Ballast.class.getName());
	}

	private <T> T echo(String route, Object payload, Class<T> type) {
		return this.caller.convertSendAndReceive(route(route), payload, type, Harbour.PATIENCE);
	}

	private static IpcDestination route(String route) {
		return IpcDestination.service("stock").route(route);
	}

	record Cargo(Instant loaded, Optional<String> what, OptionalInt crates, Duration took, LocalDate due, UUID id,
			EnumMap<DayOfWeek, List<Long>> shifts, String nothing, int zero, boolean untrue, String empty) {
	}

	record Crate<T>(T content) {
	}

	record Sack(String name, byte[] content) {
	}

	record Verdict(String err, int code) {
	}

	record Stop() {
	}

	record Convoy(List<Vessel> vessels) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	sealed interface Vessel permits Sloop, Barge {

	}

	@JsonTypeName("sloop")
	record Sloop(int guns) implements Vessel {
	}

	@JsonTypeName("barge")
	record Barge(String load) implements Vessel {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
	interface Open {

	}

	record Mine(String name) implements Open {
	}

	static class Ballast implements Serializable {

		private final int weight;

		Ballast(int weight) {
			this.weight = weight;
		}

		@Override
		public String toString() {
			return "Ballast " + this.weight;
		}

	}

	static class Handlers {

		@MessageMapping("cargo")
		Cargo cargo(Cargo cargo) {
			return cargo;
		}

		@MessageMapping("generic")
		Map<String, List<Crate<Integer>>> generic(Map<String, List<Crate<Integer>>> crates) {
			assertThat(crates.get("a").get(0).content()).isInstanceOf(Integer.class);
			return crates;
		}

		@MessageMapping("bytes")
		byte[] bytes(byte[] bytes) {
			return bytes;
		}

		@MessageMapping("sack")
		Sack sack(Sack sack) {
			return sack;
		}

		@MessageMapping("optional")
		Optional<Crate<String>> optional(Optional<Crate<String>> crate) {
			return crate;
		}

		@MessageMapping("number")
		Integer number(@Payload(required = false) Integer number) {
			return number;
		}

		@MessageMapping("truth")
		Boolean truth(@Payload(required = false) Boolean truth) {
			return truth;
		}

		@MessageMapping("text")
		String text(@Payload(required = false) String text) {
			return text;
		}

		@MessageMapping("verdict")
		Verdict verdict(Verdict verdict) {
			return verdict;
		}

		@MessageMapping("map")
		Map<String, Object> map(Map<String, Object> map) {
			return map;
		}

		@MessageMapping("vessel")
		Vessel vessel(Vessel vessel) {
			return vessel;
		}

		@MessageMapping("convoy")
		Convoy convoy(Convoy convoy) {
			return convoy;
		}

		@MessageMapping("stop")
		Stop stop(Stop stop) {
			return stop;
		}

		@MessageMapping("open")
		String open(Open open) {
			return open.toString();
		}

		@MessageMapping("untyped")
		String untyped(Object anything) {
			return anything.getClass().getSimpleName();
		}

		@MessageMapping("ballast")
		Object ballast() {
			return new Ballast(1);
		}

	}

}
