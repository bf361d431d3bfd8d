package io.bpftest.junit;

import io.bpftest.BpfStub;
import io.bpftest.ObjectSpec;
import io.bpftest.ProgramSpec;
import io.bpftest.error.Problem;
import io.bpftest.error.StubException;
import io.bpftest.program.Helper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Brings a test's {@link BpfStub}s to the object that it loads. */
final class Stubbing {

    private final List<Level> levels;
    private final Function<ObjectDeclaration, ObjectSpec> specs;

    /** Takes the levels that the test sees, the nearest first. */
    Stubbing(List<Level> levels, Function<ObjectDeclaration, ObjectSpec> specs) {
        this.levels = levels;
        this.specs = specs;
    }

    /**
     * Stubs what the spec's programs call; the nearest stub of a helper counts.
     *
     * @param meant the objects that the test names, one of which must call what is stubbed
     */
    void apply(ObjectSpec spec, Collection<ObjectDeclaration> meant) {
        List<Level> farthestFirst = new ArrayList<>(levels);
        Collections.reverse(farthestFirst);
        for (Level level : farthestFirst) {
            level.stubs().values().stream()
                    .sorted(Comparator.comparing(stub -> !stub.program().isEmpty()))
                    .forEach(stub -> apply(stub, spec, meant));
        }
    }

    private void apply(BpfStub stub, ObjectSpec spec, Collection<ObjectDeclaration> meant) {
        long[] values = stub.returns();
        if (values.length == 0) {
            throw new StubException(new Problem(
                    "@BpfStub(helper = Helper." + stub.helper() + ") says no value",
                    "returns = {}",
                    "what the calls return",
                    "give at least one value"));
        }
        if (isFor(spec, stub)) {
            for (ProgramSpec program : programs(spec, stub)) {
                program.stub(stub.helper()).returning(values[0], Arrays.copyOfRange(values, 1, values.length));
            }
        } else if (meant.stream().noneMatch(object -> isFor(specs.apply(object), stub))) {
            throw nobodyCalls(stub, spec);
        }
    }

    /** Tells whether a stub is for an object: one of its programs calls the helper, that of the stub if it names one. */
    static boolean isFor(ObjectSpec spec, BpfStub stub) {
        return !programs(spec, stub).isEmpty();
    }

    private static List<ProgramSpec> programs(ObjectSpec spec, BpfStub stub) {
        return spec.programs().stream()
                .filter(program -> stub.program().isEmpty() || stub.program().equals(program.name()))
                .filter(program -> program.helpers().contains(stub.helper()))
                .toList();
    }

    private static RuntimeException nobodyCalls(BpfStub stub, ObjectSpec spec) {
        if (!stub.program().isEmpty()) {
            // Says that there is no such program, or what it calls.
            spec.program(stub.program()).stub(stub.helper());
        }
        Set<Helper> called = new TreeSet<>();
        spec.programs().forEach(program -> called.addAll(program.helpers()));
        return new StubException(new Problem(
                stub.helper().functionName() + " cannot be stubbed in " + spec.name(),
                "none of its programs calls it; they call "
                        + called.stream().map(helper -> "Helper." + helper).collect(Collectors.joining(", ")),
                "a helper that a program of the test's objects calls",
                "stub another helper, or drop @BpfStub"));
    }
}
