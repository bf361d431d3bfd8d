package io.bpftest.engine.map;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.kernel.ObjectId;
import io.bpftest.engine.kernel.OwnProgram;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.MapProgram;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The programs of a devmap's or cpumap's entries: the second half of a value, a file descriptor on the way in, the kernel's
 * number on the way out.
 *
 * @param map the map
 * @param type the type of values that have room for a program
 * @param section the section of the programs that the kernel takes
 */
record SlotPrograms(SlotMap map, String type, String section) {

    private static final int SIZE_WITH_PROGRAM = 2 * Integer.BYTES;

    /** Gives what stands for a program on the way in, 0 for none. */
    int descriptor(@Nullable MapProgram program) {
        if (program == null) {
            return 0;
        } else if (!haveRoom()) {
            throw map.doesNotTake(
                    program.toString(),
                    "values of " + map.info().valueSize() + " bytes, without room for a program",
                    "values of " + type,
                    "define the map with __type(value, " + type + ")");
        }
        return OwnProgram.of(program).descriptor();
    }

    /** Gives the number of the program of a value that the kernel wrote, 0 for none. */
    int number(long value) {
        return haveRoom() ? NativeMemory.getInt(value + Integer.BYTES) : 0;
    }

    /** Names the program of a number. */
    static Optional<String> name(int number) {
        return number == 0 ? Optional.empty() : Optional.of(ObjectId.nameOfProgram(number));
    }

    /** Explains why an entry was refused as invalid: whatever else can be is checked before. */
    MapAccessException refused(@Nullable MapProgram program, int error) {
        return map.doesNotTake(
                program == null ? "the entry" : program.toString(),
                error,
                "an XDP program of section \"" + section + "\"",
                "put the program into SEC(\"" + section + "\")");
    }

    private boolean haveRoom() {
        return map.info().valueSize() >= SIZE_WITH_PROGRAM;
    }
}
