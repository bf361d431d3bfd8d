package io.bpftest.program;

import io.bpftest.map.MapProgram;
import io.bpftest.map.MapState;
import java.util.List;

/** What every program handle can say. Handles close with the object they belong to. */
public interface Program extends MapProgram {

    /** What this program is and where it runs. */
    ProgramInfo info();

    /** Renders what the maps of the program's object hold now, each with at most {@code limit} entries. */
    List<MapState> maps(int limit);
}
