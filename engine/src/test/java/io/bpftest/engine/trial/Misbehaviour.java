package io.bpftest.engine.trial;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.ObjectFormatException;
import io.bpftest.error.Problem;
import java.util.function.Consumer;

/** A trial that does what the object's name says. */
public final class Misbehaviour implements Trial {

    private boolean poisoned;

    /** Serves it. */
    public static void main(String[] arguments) {
        TrialServer.serve(new Misbehaviour());
    }

    @Override
    public void run(String name, byte[] object, Consumer<String> step) {
        step.accept("a test did \"" + name + "\"");
        switch (name) {
            case "refuse" -> throw new ObjectFormatException(new Problem("refused", "", "", ""));
            case "fail" -> throw new IllegalStateException("in two\nlines");
            case "recurse" -> throw new StackOverflowError();
            case "crash" -> NativeMemory.getInt(0);
            case "hang" -> hang();
            case "wait" -> waitForever();
            case "exit" -> Native.libc()._exit(3);
            case "poison" -> poisoned = true;
            case "crash if poisoned" -> {
                if (poisoned) {
                    NativeMemory.getInt(0);
                }
            }
            case "print" -> System.out.println(TrialServer.FAILED + "printed");
            default -> step.accept("a test did nothing");
        }
    }

    private static void hang() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    private static synchronized void waitForever() {
        try {
            while (true) {
                Misbehaviour.class.wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
