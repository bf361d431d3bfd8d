package io.bpftest.engine.run;

import io.bpftest.map.MapState;
import io.bpftest.program.Program;
import io.bpftest.program.ProgramInfo;
import java.util.List;

/** What the handles of all program types have in common. */
abstract class ProgramHandle implements Program {

    final RunTarget target;

    ProgramHandle(RunTarget target) {
        this.target = target;
    }

    @Override
    public final ProgramInfo info() {
        return target.info();
    }

    @Override
    public final List<MapState> maps(int limit) {
        target.lifetime().check();
        return target.maps().apply(limit);
    }

    @Override
    public final String toString() {
        return info().title() + " \"" + info().name() + "\"";
    }
}
