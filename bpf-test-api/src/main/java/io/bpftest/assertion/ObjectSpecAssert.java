package io.bpftest.assertion;

import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.ProgramSpec;
import io.bpftest.error.LoadRefusedException;
import io.bpftest.error.VerifierRejectionException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Assertions on whether the kernel takes an object. */
public class ObjectSpecAssert extends AbstractBpfAssert<ObjectSpecAssert, ObjectSpec> {

    /** Makes assertions on a spec; see {@link BpfAssertions#assertThat(ObjectSpec)}. */
    public ObjectSpecAssert(@Nullable ObjectSpec actual) {
        super(actual, ObjectSpecAssert.class);
    }

    /**
     * Loads the object and checks that the verifier rejects one of its programs. Programs that are switched off are not
     * loaded; of several faulty ones the verifier tells the first. Nothing stays loaded.
     *
     * <pre>{@code
     * ObjectSpec spec = Bpf.open(Path.of("src/test/bpf/unchecked.bpf.c"));
     * assertThat(spec).isRejected().because(RejectionReason.PACKET_BOUNDS).at("unchecked.bpf.c:17");
     * }</pre>
     *
     * @return assertions on the reason
     * @throws AssertionError if the object loads, or if something other than the verifier refuses it
     * @throws io.bpftest.error.BpfException if it cannot be tried: for want of privileges, or because the kernel lacks
     *     something
     */
    public RejectionAssert isRejected() {
        isNotNull();
        ObjectSpec spec = Objects.requireNonNull(actual);
        try (LoadedObject loaded = spec.load()) {
            throw failed(accepted(spec, loaded));
        } catch (VerifierRejectionException rejected) {
            return new RejectionAssert(rejected);
        } catch (LoadRefusedException refused) {
            AssertionError error =
                    failed(new FailureText("the kernel refused " + spec.name() + " before its verifier judged it")
                            .line(
                                    "found",
                                    refused.problem().subject() + "\n"
                                            + refused.problem().found())
                            .line("remedy", refused.problem().remedy()));
            error.initCause(refused);
            throw error;
        }
    }

    /**
     * Checks that the verifier accepts each program that is not switched off. Nothing stays loaded.
     *
     * <pre>{@code
     * assertThat(Bpf.open(Path.of("src/test/bpf/firewall.bpf.c"))).isAccepted();
     * }</pre>
     *
     * @throws io.bpftest.error.BpfException as {@link ObjectSpec#load()} does, with the reason
     */
    public ObjectSpecAssert isAccepted() {
        isNotNull();
        Objects.requireNonNull(actual).load().close();
        return this;
    }

    private static FailureText accepted(ObjectSpec spec, LoadedObject loaded) {
        List<String> programs = spec.programs().stream()
                .filter(ProgramSpec::autoload)
                .map(program -> program.name() + figures(loaded, program))
                .toList();
        Optional<ProgramSpec> off =
                spec.programs().stream().filter(program -> !program.autoload()).findFirst();
        return new FailureText("the verifier accepts " + spec.name() + ", expected that it rejects a program of it")
                .lines("programs", programs.isEmpty() ? List.of("none is switched on") : programs)
                .line(
                        "remedy",
                        "see whether the program still has the mistake that this test is about"
                                + off.map(program -> "; programs that are switched off are not loaded, such as "
                                                + program.name())
                                        .orElse(""));
    }

    private static String figures(LoadedObject loaded, ProgramSpec program) {
        String figures = loaded.verifierFigures(program.name()).toString();
        return figures.isEmpty() ? "" : ": " + figures;
    }
}
