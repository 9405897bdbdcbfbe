package io.github.fleetboot.worker.jda;

import io.github.fleetboot.ShardRange;
import io.github.fleetboot.protocol.CacheRequest;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CacheHandler}: when there is none, and when nobody knows.
 */
class CacheHandlerTests {

	private static final long GUILD = 3L << 22;

	private final ShardManager shardManager = Mockito.mock(ShardManager.class);

	private final JDA first = Mockito.mock(JDA.class);

	private final JDA second = Mockito.mock(JDA.class);

	private final CacheHandler handler = new CacheHandler(this.shardManager, new ShardRange(2, 3), 4);

	@BeforeEach
	void connect() {
		BDDMockito.given(this.shardManager.getShardById(2)).willReturn(this.first);
		BDDMockito.given(this.shardManager.getShardById(3)).willReturn(this.second);
		BDDMockito.given(this.first.getStatus()).willReturn(JDA.Status.CONNECTED);
		BDDMockito.given(this.second.getStatus()).willReturn(JDA.Status.CONNECTED);
	}

	@Test
	void whatIsInNoCacheIsNull() {
		assertThat(this.handler.guild(new CacheRequest(GUILD, GUILD))).isNull();
		assertThat(this.handler.role(new CacheRequest(GUILD, 1))).isNull();
		assertThat(this.handler.member(new CacheRequest(GUILD, 1))).isNull();
		assertThat(this.handler.user(new CacheRequest(0, 1))).isNull();
		assertThat(this.handler.channel(new CacheRequest(0, 1))).isNull();
	}

	@Test
	void aShardThatIsNotConnectedMayHaveMore() {
		BDDMockito.given(this.second.getStatus()).willReturn(JDA.Status.LOADING_SUBSYSTEMS);
		assertThatIllegalStateException().isThrownBy(() -> this.handler.guild(new CacheRequest(GUILD, GUILD)))
			.withMessageContaining("Shard 3 is not connected")
			.withMessageContaining("LOADING_SUBSYSTEMS");
		assertThatIllegalStateException().isThrownBy(() -> this.handler.user(new CacheRequest(0, 1)));
		// A guild of the other shard
		assertThat(this.handler.guild(new CacheRequest(GUILD - (1L << 22), 0))).isNull();
		BDDMockito.given(this.shardManager.getShardById(3)).willReturn(null);
		assertThatIllegalStateException().isThrownBy(() -> this.handler.channel(new CacheRequest(0, 1)));
	}

	@Test
	void whatIsCachedIsToldWhateverTheShardsDo() {
		User user = Mockito.mock(User.class);
		BDDMockito.given(user.getIdLong()).willReturn(1L);
		BDDMockito.given(user.getName()).willReturn("ada");
		BDDMockito.given(user.getDiscriminator()).willReturn("0000");
		BDDMockito.given(this.shardManager.getUserById(1)).willReturn(user);
		BDDMockito.given(this.second.getStatus()).willReturn(JDA.Status.WAITING_TO_RECONNECT);
		assertThat(this.handler.user(new CacheRequest(0, 1))).satisfies((found) -> {
			assertThat(found.id()).isEqualTo(1);
			assertThat(found.name()).isEqualTo("ada");
			assertThat(found.globalName()).isNull();
		});
	}

	@Test
	void aGuildInAnOutageIsNotSaidToBeMissing() {
		BDDMockito.given(this.second.isUnavailable(GUILD)).willReturn(true);
		assertThatIllegalStateException().isThrownBy(() -> this.handler.guild(new CacheRequest(GUILD, GUILD)))
			.withMessageContaining("unavailable");
	}

}
