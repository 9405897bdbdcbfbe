package io.github.fleetboot.admiral.logging;

import java.util.Arrays;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import org.jspecify.annotations.Nullable;

/**
 * Tells Logback the class that an exception had where it was thrown.
 */
final class ForeignThrowableProxy extends ThrowableProxy {

	private final ForeignThrowable throwable;

	private final int commonFrames;

	ForeignThrowableProxy(ForeignThrowable throwable) {
		this(throwable, 0);
	}

	private ForeignThrowableProxy(ForeignThrowable throwable, int commonFrames) {
		super(throwable);
		this.throwable = throwable;
		this.commonFrames = commonFrames;
	}

	@Override
	public String getClassName() {
		return this.throwable.type();
	}

	@Override
	public int getCommonFrames() {
		return this.commonFrames;
	}

	@Override
	public @Nullable IThrowableProxy getCause() {
		IThrowableProxy cause = super.getCause();
		return (cause != null) ? foreign(cause) : null;
	}

	@Override
	public IThrowableProxy[] getSuppressed() {
		return Arrays.stream(super.getSuppressed()).map(ForeignThrowableProxy::foreign).toArray(IThrowableProxy[]::new);
	}

	private static IThrowableProxy foreign(IThrowableProxy proxy) {
		boolean foreign = proxy instanceof ThrowableProxy plain && plain.getThrowable() instanceof ForeignThrowable;
		return foreign ? new ForeignThrowableProxy((ForeignThrowable) ((ThrowableProxy) proxy).getThrowable(),
				proxy.getCommonFrames()) : proxy;
	}

}
