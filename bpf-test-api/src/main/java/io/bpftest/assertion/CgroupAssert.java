package io.bpftest.assertion;

import io.bpftest.lab.Cgroup;
import io.bpftest.lab.CgroupHook;
import io.bpftest.lab.EffectiveProgram;
import io.bpftest.program.CgroupProgram;
import io.bpftest.program.ProgramInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Assertions on a control group. */
public class CgroupAssert extends AbstractBpfAssert<CgroupAssert, Cgroup> {

    /** Makes assertions on a group; see {@link BpfAssertions#assertThat(Cgroup)}. */
    public CgroupAssert(@Nullable Cgroup actual) {
        super(actual, CgroupAssert.class);
    }

    /**
     * Checks which of the test's programs the kernel runs at a hook for what happens in the group, and in which order.
     * Programs that others attached, to groups around the test's, don't count.
     *
     * <pre>{@code
     * group.attach(outer);
     * Cgroup child = group.child();
     * child.attach(inner);
     *
     * assertThat(child).runs(CgroupHook.CONNECT4, inner, outer); // passes
     * assertThat(group).runs(CgroupHook.CONNECT4, inner, outer); // fails: inner is the child's alone
     * }</pre>
     *
     * @param programs the programs in their order; none for a hook where none of the test's runs
     */
    public CgroupAssert runs(CgroupHook hook, CgroupProgram... programs) {
        isNotNull();
        List<EffectiveProgram> own = actual.effective(hook).stream()
                .filter(program -> program.program().isPresent())
                .toList();
        List<ProgramInfo> found = own.stream()
                .map(program -> program.program().orElseThrow().info())
                .toList();
        List<ProgramInfo> expected =
                List.of(programs).stream().map(CgroupProgram::info).toList();
        if (!found.equals(expected)) {
            throw failed(
                    CallFailure.programs(actual, hook, own, List.of(programs)), found.toString(), expected.toString());
        }
        return myself;
    }
}
