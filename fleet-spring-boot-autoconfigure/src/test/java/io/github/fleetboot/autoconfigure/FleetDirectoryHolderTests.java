package io.github.fleetboot.autoconfigure;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link FleetDirectoryHolder}.
 */
class FleetDirectoryHolderTests {

	@TempDir
	private Path parent;

	private FleetDirectoryHolder holder;

	@BeforeEach
	void create() {
		this.holder = new FleetDirectoryHolder(this.parent);
	}

	@AfterEach
	void close() {
		this.holder.close();
	}

	@Test
	void nothingIsCreatedBeforeTheFleetStarts() {
		assertThatIllegalStateException().isThrownBy(() -> this.holder.path()).withMessage("The fleet is not started");
		this.holder.close();
		assertThat(this.parent).isEmptyDirectory();
	}

	@Test
	void whoComesLateLearnsWhereItWasAndBringsNothingBack() {
		this.holder.open();
		Path path = this.holder.path();
		assertThat(path).isDirectory();
		this.holder.close();
		assertThat(this.holder.path()).isEqualTo(path);
		assertThat(this.parent).isEmptyDirectory();
	}

	@Test
	void eachStartHasADirectoryOfItsOwn() {
		this.holder.open();
		Path first = this.holder.path();
		this.holder.close();
		this.holder.open();
		this.holder.open();
		assertThat(this.holder.path()).isNotEqualTo(first);
		assertThat(this.parent).isDirectoryContaining(this.holder.path()::equals);
		this.holder.close();
		assertThat(this.parent).isEmptyDirectory();
	}

}
