package io.bpftest.engine.map;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.Problem;
import io.bpftest.program.AttachType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes stubs that a program array takes: of the type and shape of the programs that use it. */
final class StubMaker {

    private static final Pattern TYPE = Pattern.compile("(?m)^owner_prog_type:\\s*(\\d+)$");

    // linux/bpf.h
    private static final int BPF_F_XDP_HAS_FRAGS = 1 << 5;
    private static final int BPF_F_SLEEPABLE = 1 << 4;

    private StubMaker() {}

    /** What the kernel compares beside the type ({@code bpf_prog_map_compatible}), but does not tell of an array. */
    private record Shape(int attachType, int flags) {}

    private static List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        for (int flags : new int[] {0, BPF_F_XDP_HAS_FRAGS, BPF_F_SLEEPABLE}) {
            for (AttachType attachType : AttachType.values()) {
                shapes.add(new Shape(attachType.ordinal(), flags));
            }
        }
        return shapes;
    }

    /** What an array makes of a program; gives 0 or a negative errno. */
    interface Slot {
        int set(int program);
    }

    /** Makes a stub and sets it; what does not come to be is not left behind. */
    static LiveStub set(MapTarget array, int returnValue, Slot slot) {
        int type = typeOf(array);
        int counter = LiveStub.makeCounter();
        if (counter < 0) {
            throw refused(array, returnValue, counter);
        }
        int error = 0;
        for (Shape shape : shapes()) {
            int program = LiveStub.load(type, shape.attachType(), shape.flags(), counter, returnValue);
            int taken = program < 0 ? program : slot.set(program);
            if (taken >= 0) {
                return LiveStub.of(program, counter, returnValue, array.lifetime());
            }
            if (program >= 0) {
                Native.libc().close(program);
                error = taken;
            } else if (error == 0) {
                error = program;
            }
            if (!Errno.EINVAL.is(taken)) {
                break;
            }
        }
        Native.libc().close(counter);
        throw refused(array, returnValue, error);
    }

    private static int typeOf(MapTarget array) {
        array.lifetime().check();
        try {
            Matcher type = TYPE.matcher(Files.readString(Path.of("/proc/self/fdinfo", String.valueOf(array.fd()))));
            if (type.find()) {
                return Integer.parseInt(type.group(1));
            }
        } catch (IOException e) {
            // Said below: without a type there is no stub.
        }
        throw new MapAccessException(new Problem(
                "Map \"" + array.info().name() + "\" takes no stub yet",
                "no loaded program uses it, so that it is of no program type",
                "a program that calls from it",
                "load the program that does, such as by a handle of it in the test"));
    }

    private static MapAccessException refused(MapTarget array, int returnValue, int error) {
        return new MapAccessException(new Problem(
                "Map \"" + array.info().name() + "\" takes no stub returning " + returnValue,
                Errno.text(error),
                "a return value that programs of the array's type can give, and an index of the array; Linux 5.12 or newer",
                "use another value or index, or a program of your own"));
    }
}
