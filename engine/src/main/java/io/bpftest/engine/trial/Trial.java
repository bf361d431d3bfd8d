package io.bpftest.engine.trial;

import java.util.function.Consumer;

/** What the process that may die does with an object. */
@FunctionalInterface
public interface Trial {

    /**
     * Does all that may harm the process. That the object is refused, by whatever
     * {@link io.bpftest.error.BpfException}, harms nobody.
     *
     * @param name the name of the object's file
     * @param object its bytes
     * @param step is to be told what comes next, as what would be happening when the process dies: {@code libbpf opened
     *     it}
     */
    void run(String name, byte[] object, Consumer<String> step);
}
