package io.bpftest.engine.platform;

import io.bpftest.Environment;
import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The environments that tests can run in, in the order in which they are tried, and why not in others. */
final class Candidates {

    private final Terms terms;
    private final @Nullable String kernel;
    private final Place asked;
    private final List<Place> places = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();

    /**
     * Finds them.
     *
     * @param kernel the kernel that the tests are to run on; null for any
     */
    Candidates(Terms terms, @Nullable String kernel, Configuration configuration) {
        this.terms = terms;
        this.kernel = kernel;
        this.asked = configuration.environment();
        consider(Environment.LOCAL, Place.PROCESS, asked == Place.LOCAL || asked == Place.PROCESS);
        consider(Environment.CONTAINER, Place.CONTAINER, asked == Place.CONTAINER);
        consider(Environment.VM, Place.VM, asked == Place.VM);
    }

    private void consider(Environment environment, Place place, boolean isAskedFor) {
        String reason = reason(environment, isAskedFor);
        if (reason.isEmpty()) {
            places.add(place);
        } else {
            reasons.add(environment.name().toLowerCase(Locale.ROOT) + ": " + reason);
        }
    }

    /** Says why not; empty if nothing is known against it. */
    private String reason(Environment environment, boolean isAskedFor) {
        if (!terms.allow(environment)) {
            return terms.restriction();
        } else if (asked != Place.AUTO && !isAskedFor) {
            return "not what bpftest.environment asks for";
        } else if (environment == Environment.VM) {
            return "";
        } else if (kernel != null && !HostKernel.is(kernel)) {
            return "the kernel here is " + HostKernel.release();
        } else if (asked != Place.AUTO) {
            // It was asked for, so tests say themselves what they lack.
            return "";
        } else if (environment == Environment.LOCAL && !LocalPrivileges.suffice()) {
            return "this JVM " + LocalPrivileges.lack().orElse("lacks privileges");
        }
        return terms.lack().isEmpty() ? "" : "kernel " + HostKernel.release() + " lacks " + terms.lack();
    }

    /** Those that nothing is known against, in their order. */
    List<Place> places() {
        return places;
    }

    /** Says that another does not work either. */
    void ruleOut(String environment, EnvironmentException reason) {
        reasons.add(environment + ": " + reason.problem().text().replace("\n", "\n  "));
    }

    /** Says why tests run in none of the places before this one, as the end of a sentence. */
    String since(Place taken) {
        if (terms.restriction().equals(Terms.BY_RUN_IN) && !terms.allow(Environment.LOCAL)) {
            return "@RunIn forbids to run locally";
        } else if (!terms.restriction().isEmpty()) {
            return terms.restriction();
        }
        return reasons.stream()
                .map(reason -> reason.lines().findFirst().orElse(""))
                .map(reason -> taken == Place.CONTAINER ? reason.substring(reason.indexOf(' ') + 1) : reason)
                .collect(Collectors.joining("; "));
    }

    /** The failure of tests that can run nowhere. */
    EnvironmentException none() {
        return new EnvironmentException(new Problem(
                kernel == null
                        ? "There is no environment that these tests can run in"
                        : "There is no environment with kernel " + kernel + " that these tests can run in",
                String.join("\n", reasons),
                "one that works, that @RunIn allows and that bpftest.environment="
                        + asked.name().toLowerCase(Locale.ROOT) + " asks for",
                "run as root, or have a container engine that this user may use, or QEMU and a kernel for it "
                        + "(ci/kernels), or drop @RunIn or the setting; bpftest.unavailable=skip skips such tests"));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Candidates same && places.equals(same.places) && reasons.equals(same.reasons);
    }

    @Override
    public int hashCode() {
        return places.hashCode() * 31 + reasons.hashCode();
    }
}
