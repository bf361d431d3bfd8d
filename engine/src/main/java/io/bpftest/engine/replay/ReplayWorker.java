package io.bpftest.engine.replay;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.pcap.CaptureInput;
import io.bpftest.engine.pcap.CaptureOutput;
import io.bpftest.error.PacketSourceException;
import io.bpftest.error.Problem;
import io.bpftest.program.ReplayOptions;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One thread of a replay: reads the whole capture, and runs those blocks of packets that are its own. Reading costs a tenth of
 * running, so that handing packets from thread to thread would cost more than reading them again.
 */
final class ReplayWorker {

    private final Path capture;
    private final ReplayOptions options;
    private final Outcomes outcomes;
    private final ReplayLog log;
    private final Supplier<FrameRunner> runners;
    private final ReplayProgress progress;
    private final int workers;
    private final int number;
    private final ByteBuffer block = ReplayLog.newBlock();
    private final CRC32C checksum = new CRC32C();
    private final AtomicBoolean stop;
    private long index;

    ReplayWorker(ReplayPlan plan, int number) {
        this.capture = plan.capture();
        this.options = plan.options();
        this.outcomes = plan.outcomes();
        this.log = plan.log();
        this.stop = plan.stop();
        this.workers = plan.workers();
        this.runners = plan.runners();
        this.number = number;
        this.progress = ReplayProgress.of(capture, number == 0);
    }

    /** Runs the packets that are this thread's. */
    void run() {
        FrameRunner runner = runners.get();
        try (CaptureInput input = new CaptureInput(capture, options.filter());
                CaptureOutput output = options.outputs().map(CaptureOutput::new).orElse(null)) {
            while (!stop.get() && input.next()) {
                checkLength(input);
                if (index / ReplayLog.BLOCK % workers == number) {
                    one(runner, input, output);
                    if (!block.hasRemaining()) {
                        write();
                    }
                }
                index++;
            }
        } finally {
            if (block.position() > 0) {
                write();
            }
            progress.end();
        }
    }

    /** How many packets were read. */
    long read() {
        return index;
    }

    private void write() {
        long last = index - (block.hasRemaining() ? 1 : 0);
        log.write(block, last - last % ReplayLog.BLOCK);
        progress.at(last);
    }

    private void one(FrameRunner runner, CaptureInput input, @Nullable CaptureOutput output) {
        long frame = input.address();
        int length = input.length();
        int error = runner.run(frame, length);
        if (error < 0 && !runner.isAboutPacket(error)) {
            throw runner.failure(error, length);
        }
        int protocol = Protocols.of(frame, length);
        if (error < 0) {
            ReplayLog.put(block, input.number(), input.nanos(), length, error, ReplayLog.NOT_RUN, 0, protocol);
            return;
        }
        int result = runner.returnValue();
        if (!outcomes.knows(result)) {
            outcomes.learn(result, runner.typed(NativeMemory.getBytes(frame, length)));
        }
        int size = runner.outputSize();
        long address = runner.outputAddress();
        boolean same = size == length && Native.libc().memcmp(frame, address, size) == 0;
        int kept = same ? ReplayLog.UNCHANGED : size == 0 ? ReplayLog.NOTHING : size;
        ReplayLog.put(
                block,
                input.number(),
                input.nanos(),
                length,
                result,
                kept,
                kept > 0 ? sum(runner.output()) : 0,
                protocol);
        if (output != null) {
            output.write(address, size, input.nanos());
        }
    }

    private int sum(ByteBuffer bytes) {
        checksum.reset();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    private void checkLength(CaptureInput input) {
        if (input.missing() > 0 && !options.takesCutShort()) {
            throw new PacketSourceException(new Problem(
                    "Packet " + input.number() + " of " + capture + " was captured cut short",
                    "all but " + input.missing() + " of its bytes",
                    "whole packets: a program sees at its end what no network carries",
                    "capture again with a larger snap length (tcpdump -s 0), or replay with replayOptions().cutShort() to "
                            + "take packets as short as they are"));
        }
    }
}
