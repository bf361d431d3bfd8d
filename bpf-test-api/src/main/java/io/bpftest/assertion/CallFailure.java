package io.bpftest.assertion;

import io.bpftest.lab.Attachment;
import io.bpftest.lab.CallResult;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.CgroupHook;
import io.bpftest.lab.EffectiveProgram;
import io.bpftest.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts of failed assertions on system calls, and on the groups they were made in. */
final class CallFailure {

    private CallFailure() {}

    /** Tells that something else came of a call than expected. */
    static FailureText outcome(CallResult call, String expected) {
        FailureText text = new FailureText(call.call() + " " + call.outcome() + ", expected that it " + expected);
        return describe(text, call.attachments());
    }

    /** Tells that other programs run at a hook than expected, or in another order. */
    static FailureText programs(
            Cgroup group, CgroupHook hook, List<EffectiveProgram> found, List<? extends Program> expected) {
        FailureText text = new FailureText("at " + hook.section() + " of cgroup " + group.name() + " run "
                + names(found.stream().map(EffectiveProgram::name).toList()) + ", expected "
                + names(expected.stream().map(program -> program.info().name()).toList()));
        return describe(text, group.attachments());
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "no programs" : String.join(", then ", names);
    }

    /** Tells what is, or was, attached. */
    static FailureText attached(FailureText text, List<Attachment> attachments) {
        List<String> attached = new ArrayList<>();
        for (Attachment attachment : attachments) {
            Program program = attachment.program();
            attached.add(ProgramFailure.subject(program) + " at " + attachment.hook()
                    + (attachment.isAttached() ? "" : ", detached since"));
        }
        return text.lines("attached", attached.isEmpty() ? List.of("nothing") : attached);
    }

    private static FailureText describe(FailureText text, List<Attachment> attachments) {
        Map<String, Program> objects = new LinkedHashMap<>();
        for (Attachment attachment : attachments) {
            Program program = attachment.program();
            objects.putIfAbsent(program.info().source(), program);
        }
        attached(text, attachments);
        objects.values().forEach(program -> ProgramFailure.describe(text, program, List.of()));
        return text;
    }
}
