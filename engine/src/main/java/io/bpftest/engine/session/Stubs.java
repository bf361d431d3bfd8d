package io.bpftest.engine.session;

import io.bpftest.engine.object.ObjectImage;
import io.bpftest.engine.object.ObjectLinker;
import io.bpftest.engine.object.ProgramCode;
import io.bpftest.error.Problem;
import io.bpftest.error.StubException;
import io.bpftest.program.Helper;
import io.bpftest.spi.Configuration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in the place of helpers' calls in one object, whose specs share this. It changes the file's bytes before
 * libbpf opens them: libbpf keeps subprograms to itself until it loads.
 */
final class Stubs {

    /** Each keeps an object in memory; tests with other values of their own come and go. */
    private static final int MOST_KEPT = 16;

    private final ObjectImage image;
    private final List<ObjectLinker.Input> parts;
    private final ObjectFiles files;
    private final Configuration configuration;
    private final Map<List<Stub>, ObjectModel> made = new ConcurrentHashMap<>();
    private @Nullable ProgramCode code;

    /**
     * Stubs helpers of an object.
     *
     * @param image the object
     * @param parts what it was linked of, or the object alone
     */
    Stubs(ObjectImage image, List<ObjectLinker.Input> parts, ObjectFiles files, Configuration configuration) {
        this.image = image;
        this.parts = parts;
        this.files = files;
        this.configuration = configuration;
    }

    /** The values that stand for a program's calls of a helper. */
    record Stub(String program, Helper helper, List<Long> values) {

        StubSequences.Sequence sequence() {
            return new StubSequences.Sequence(helper, values);
        }

        boolean isOneInstruction() {
            return values.size() == 1 && ProgramCode.fitsIntoCall(values.get(0));
        }
    }

    /** The helpers that a program calls, itself or in its subprograms. */
    Set<Helper> helpers(String program) {
        Set<Helper> helpers = new TreeSet<>();
        code().calls(program).forEach(call -> Helper.of(call.helper()).ifPresent(helpers::add));
        return Collections.unmodifiableSet(helpers);
    }

    /** Gives the spec of the object with its stubs in it; the spec itself where it has none. */
    LocalObjectSpec applied(LocalObjectSpec spec) {
        List<Stub> stubs = new ArrayList<>();
        List<String> loaded = new ArrayList<>();
        for (LocalProgramSpec program : spec.programSpecs()) {
            if (program.autoload()) {
                loaded.add(program.name());
                stubs.addAll(program.stubs());
            }
        }
        if (stubs.isEmpty()) {
            return spec;
        }
        checkShared(stubs, loaded);
        if (made.size() >= MOST_KEPT) {
            made.clear();
        }
        StubSequences sequences = sequences(stubs);
        ObjectModel model = made.computeIfAbsent(stubs, key -> model(spec.model(), stubs, sequences));
        return spec.in(model, sequences);
    }

    private static StubSequences sequences(List<Stub> stubs) {
        return new StubSequences(stubs.stream()
                .filter(stub -> !stub.isOneInstruction())
                .map(Stub::sequence)
                .distinct()
                .toList());
    }

    private ObjectModel model(ObjectModel plain, List<Stub> stubs, StubSequences sequences) {
        boolean linked = !sequences.sequences().isEmpty();
        byte[] bytes = linked ? sequences.linkedWith(parts, files, configuration) : image.bytes();
        ProgramCode changed = new ProgramCode(image.name(), bytes);
        for (Stub stub : stubs) {
            for (ProgramCode.Call call : changed.calls(stub.program())) {
                if (call.helper() == stub.helper().number()) {
                    replace(changed, call, stub, sequences);
                }
            }
        }
        ObjectImage stubbed = new ObjectImage(image.name(), changed.bytes());
        return linked
                ? ObjectModel.read(stubbed)
                : new ObjectModel(stubbed, plain.programs(), plain.maps(), plain.variables(), plain.plans());
    }

    private static void replace(ProgramCode code, ProgramCode.Call call, Stub stub, StubSequences sequences) {
        if (stub.isOneInstruction()) {
            code.replace(call, stub.values().get(0));
        } else {
            code.replace(call, sequences.function(stub.sequence()));
        }
    }

    /** A subprogram is one function, whichever program calls it. */
    private void checkShared(List<Stub> stubs, List<String> loaded) {
        for (Stub stub : stubs) {
            for (ProgramCode.Call call : code().calls(stub.program())) {
                if (call.helper() == stub.helper().number()) {
                    for (String other : loaded) {
                        boolean same = stubs.contains(new Stub(other, stub.helper(), stub.values()));
                        if (!same && code().reached(other).contains(call.in())) {
                            throw shared(stub, call.in().name(), other);
                        }
                    }
                }
            }
        }
    }

    private StubException shared(Stub stub, String function, String other) {
        return new StubException(new Problem(
                stub.helper().functionName() + " cannot be stubbed in \"" + stub.program() + "\" of " + image.name()
                        + " alone",
                "the subprogram \"" + function + "\", which calls it, is called by \"" + other + "\" too",
                "the same stub in each loaded program that calls the subprogram",
                "stub it in \"" + other + "\" as well, or switch that off: spec.program(\"" + other
                        + "\").autoload(false)"));
    }

    private synchronized ProgramCode code() {
        ProgramCode known = code;
        if (known == null) {
            known = new ProgramCode(image.name(), image.bytes());
            code = known;
        }
        return known;
    }
}
