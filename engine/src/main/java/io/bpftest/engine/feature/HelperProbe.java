package io.bpftest.engine.feature;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.feature.Support;
import io.bpftest.program.ProgramType;
import java.util.List;
import java.util.Optional;

/**
 * Probes helpers: through libbpf, whose no is final and whose yes is checked.
 *
 * <p>libbpf takes for a yes all that is none of the refusals it knows. So one that is older than the kernel's present
 * wording (libbpf 1.1 and Linux 6.18, for instance) says yes for every helper, and each says yes where the kernel refuses
 * before its verifier has looked. Hence the trial: a yes is what the verifier accepted, or refused for another reason.
 */
final class HelperProbe {

    private static final List<String> REFUSALS =
            List.of("program of this type cannot use helper ", "unknown func ", "invalid func ");

    /** What the verifier says of a helper that only sleepable programs may call, in one that is not. */
    private static final String SLEEPS = "might sleep in a non-sleepable prog";

    /** What it says of a sleepable program of a type that has none. */
    private static final String NEVER_SLEEPS = "can be sleepable";

    private HelperProbe() {}

    /** Probes one for a type that the kernel has. */
    static Support of(ProgramType type, int helper) {
        switch (type) {
            case TRACING, LSM, EXT, STRUCT_OPS -> {
                return Support.unknown("programs of this type cannot be tried without a target");
            }
            default -> {
                int result = Native.libbpf().libbpf_probe_bpf_helper(type.ordinal(), helper, 0);
                return result == 0 ? Answers.no("libbpf's probe says no") : trial(type, helper);
            }
        }
    }

    private static Support trial(ProgramType type, int helper) {
        TrialProgram program = TrialProgram.of(type, helper);
        TrialProgram.Outcome outcome = program.load();
        if (outcome.log().contains(SLEEPS) && program.asSleepable().load().log().contains(NEVER_SLEEPS)) {
            return Support.absent("it may sleep, and programs of this type may not");
        }
        Optional<String> refusal = outcome.log()
                .lines()
                .filter(line -> REFUSALS.stream().anyMatch(line::startsWith))
                .findFirst();
        if (refusal.isPresent()) {
            return Support.absent(refusal.get());
        } else if (outcome.result() < 0 && outcome.log().isEmpty()) {
            return Support.unknown("the kernel refuses a trial before its verifier: " + Errno.text(outcome.result()));
        }
        return Support.present();
    }
}
