package io.github.fleetboot.test.discord.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Lets so many bytes a second out, whatever frames they belong to.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class SlowWire extends ChannelOutboundHandlerAdapter {

	private static final int TICKS_PER_SECOND = 50;

	private final Deque<Piece> queue = new ArrayDeque<>();

	private final int bytesPerTick;

	private final long tickNanos;

	private boolean ticking;

	private long queued;

	private record Piece(ByteBuf bytes, ChannelPromise promise) {
	}

	SlowWire(int bytesPerSecond) {
		int ticks = Math.min(TICKS_PER_SECOND, bytesPerSecond);
		this.bytesPerTick = bytesPerSecond / ticks;
		this.tickNanos = TimeUnit.SECONDS.toNanos(1) / ticks;
	}

	long queued() {
		return this.queued;
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (!(message instanceof ByteBuf bytes)) {
			context.write(message, promise);
			return;
		}
		this.queue.addLast(new Piece(bytes, promise));
		this.queued += bytes.readableBytes();
		if (!this.ticking) {
			this.ticking = true;
			tick(context);
		}
	}

	private void tick(ChannelHandlerContext context) {
		int left = this.bytesPerTick;
		while (left > 0 && !this.queue.isEmpty()) {
			Piece head = this.queue.getFirst();
			int count = Math.min(left, head.bytes().readableBytes());
			left -= count;
			this.queued -= count;
			if (count < head.bytes().readableBytes()) {
				context.write(head.bytes().readRetainedSlice(count), context.voidPromise());
			}
			else {
				this.queue.removeFirst();
				context.write(head.bytes(), head.promise());
			}
		}
		context.flush();
		if (this.queue.isEmpty()) {
			this.ticking = false;
		}
		else {
			context.executor().schedule(() -> tickUnlessRemoved(context), this.tickNanos, TimeUnit.NANOSECONDS);
		}
	}

	private void tickUnlessRemoved(ChannelHandlerContext context) {
		if (!context.isRemoved() && context.channel().isActive()) {
			tick(context);
		}
	}

	/**
	 * What is still queued goes out at once if the connection lives on.
	 */
	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		while (!this.queue.isEmpty()) {
			Piece piece = this.queue.removeFirst();
			if (context.channel().isActive()) {
				context.write(piece.bytes(), piece.promise());
			}
			else {
				piece.bytes().release();
			}
		}
		this.queued = 0;
		context.flush();
	}

}
