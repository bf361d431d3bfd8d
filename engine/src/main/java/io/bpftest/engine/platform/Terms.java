package io.bpftest.engine.platform;

import io.bpftest.Environment;
import io.bpftest.RequiresBpf;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.platform.engine.TestDescriptor;

/**
 * Where test classes may run.
 *
 * @param allowed the environments
 * @param restriction why not in others; empty if all are allowed
 * @param lack what the kernel under this JVM surely lacks of what they require; empty if that is nothing
 */
record Terms(Set<Environment> allowed, String restriction, String lack) {

    static final String BY_RUN_IN = "not allowed by @RunIn";

    /**
     * Gives what goes for a class and those nested in it.
     *
     * @param test what was discovered of it
     * @param counted which of the classes count: others do not run with them
     */
    static Terms of(TestDescriptor test, Predicate<Class<?>> counted) {
        Reading reading = new Reading(counted);
        reading.read(test, Optional.empty());
        return new Terms(reading.allowed, reading.restriction, HostKernel.lack(reading.required));
    }

    boolean allow(Environment environment) {
        return allowed.contains(environment);
    }

    private static final class Reading {

        private final Predicate<Class<?>> counted;
        private final Set<Environment> allowed = EnumSet.allOf(Environment.class);
        private final List<RequiresBpf> required = new ArrayList<>();
        private String restriction = "";

        Reading(Predicate<Class<?>> counted) {
            this.counted = counted;
        }

        /** The nearest {@code @RunIn} counts, the more so instead of what is safe without one. */
        void read(TestDescriptor test, Optional<List<Environment>> around) {
            Class<?> type = Placement.classOf(test).orElse(null);
            Optional<List<Environment>> runIn = around;
            if (type != null) {
                ClassNeeds needs = ClassNeeds.of(type);
                runIn = needs.runIn().or(() -> around);
                if (counted.test(type)) {
                    restrict(needs, runIn);
                }
            }
            for (TestDescriptor child : test.getChildren()) {
                read(child, runIn);
            }
        }

        private void restrict(ClassNeeds needs, Optional<List<Environment>> runIn) {
            required.addAll(needs.required());
            if (runIn.isPresent()) {
                allowed.retainAll(runIn.get());
                restriction = BY_RUN_IN;
            } else if (needs.wholeSystem().isPresent()) {
                allowed.retainAll(Set.of(Environment.VM));
                restriction = needs.wholeSystem().get() + " act on the whole system, so that only @RunIn allows it";
            }
        }
    }
}
