package io.bpftest.engine.session;

import io.bpftest.HelperStub;
import io.bpftest.ProgramSpec;
import io.bpftest.error.NearName;
import io.bpftest.error.Problem;
import io.bpftest.error.StubException;
import io.bpftest.program.Helper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks what shall stand for a program's calls of a helper. */
final class LocalHelperStub implements HelperStub {

    private final LocalProgramSpec program;
    private final Helper helper;
    private final String subject;

    LocalHelperStub(LocalProgramSpec program, Helper helper, String object) {
        this.program = program;
        this.helper = helper;
        this.subject = helper.functionName() + " cannot be stubbed in \"" + program.name() + "\" of " + object;
        checkIsCalled();
        if (helper.kind().allowed().isEmpty()) {
            throw new StubException(new Problem(
                    subject,
                    helper.kind().reason(),
                    "a helper whose result is all that the program has of it",
                    "let the program call it, or move the call to a __weak function and replace that by a mock: "
                            + "with = \"mock.bpf.c\""));
        }
    }

    private void checkIsCalled() {
        Set<Helper> called = program.helpers();
        if (!called.contains(helper)) {
            List<String> names = called.stream().map(Helper::name).toList();
            throw new StubException(new Problem(
                    subject,
                    "it never calls it"
                            + (names.isEmpty()
                                    ? ", nor any other helper"
                                    : "; it calls "
                                            + names.stream()
                                                    .map(name -> "Helper." + name)
                                                    .collect(Collectors.joining(", "))),
                    "a helper that the program or one of its subprograms calls",
                    NearName.remedy(helper.name(), names, "stub a helper that it calls, or another program")));
        }
    }

    @Override
    public ProgramSpec returning(long first, long... further) {
        List<Long> values = new ArrayList<>(List.of(first));
        for (long value : further) {
            values.add(value);
        }
        for (long value : values) {
            if (!helper.kind().allows(value)) {
                throw new StubException(new Problem(
                        subject + " by " + value,
                        helper.kind().reason(),
                        helper.kind().allowed().orElse(""),
                        "give another value, or move the call to a __weak function and replace that by a mock: "
                                + "with = \"mock.bpf.c\""));
            }
        }
        program.setStub(helper, List.copyOf(values));
        return program;
    }
}
