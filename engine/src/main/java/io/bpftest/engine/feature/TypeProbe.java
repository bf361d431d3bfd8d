package io.bpftest.engine.feature;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.feature.Support;
import io.bpftest.map.MapType;
import io.bpftest.program.ProgramType;
import java.util.Set;

/** Probes program types and map types: through libbpf, and by a trial where libbpf is older than the type. */
final class TypeProbe {

    /** {@code struct bpf_map_create_opts} of {@code bpf/bpf.h} as of libbpf 1.0. */
    private static final int MAP_OPTIONS_SIZE = 48;

    private static final int MAP_FLAGS = 28;
    private static final int BPF_F_NO_PREALLOC = 1;
    private static final int BPF_F_MMAPABLE = 1 << 10;
    private static final int INSN_ARRAY_VALUE_SIZE = 16;

    private final KnownTypes known;

    TypeProbe(KnownTypes known) {
        this.known = known;
    }

    Support program(ProgramType type) {
        if (type == ProgramType.UNSPEC || type == ProgramType.UNKNOWN) {
            return Answers.nameless(type);
        }
        int result = Native.libbpf().libbpf_probe_bpf_prog_type(type.ordinal(), 0);
        if (Errno.EOPNOTSUPP.is(result)) {
            result = TrialProgram.of(type, 0).load().result() >= 0 ? 1 : 0;
        }
        return support(result, type, known.programTypes());
    }

    Support map(MapType type) {
        if (type == MapType.UNSPEC || type == MapType.UNKNOWN) {
            return Answers.nameless(type);
        }
        int result = Native.libbpf().libbpf_probe_bpf_map_type(type.ordinal(), 0);
        if (Errno.EOPNOTSUPP.is(result)) {
            return switch (type) {
                case ARENA -> support(create(type, 0, 0, BPF_F_MMAPABLE), type, known.mapTypes());
                case INSN_ARRAY -> support(create(type, 4, INSN_ARRAY_VALUE_SIZE, 0), type, known.mapTypes());
                case RHASH -> support(create(type, 4, 4, BPF_F_NO_PREALLOC), type, known.mapTypes());
                default -> Answers.newerThanLibbpf();
            };
        }
        return support(result, type, known.mapTypes());
    }

    /** Gives 1 for a map that can be created, else 0. */
    private static int create(MapType type, int keySize, int valueSize, int flags) {
        long options = Scratch.of(MAP_OPTIONS_SIZE);
        NativeMemory.clear(options, MAP_OPTIONS_SIZE);
        NativeMemory.putLong(options, MAP_OPTIONS_SIZE);
        NativeMemory.putInt(options + MAP_FLAGS, flags);
        int map = Native.libbpf().bpf_map_create(type.ordinal(), null, keySize, valueSize, 1, options);
        if (map < 0) {
            return 0;
        }
        Native.libc().close(map);
        return 1;
    }

    private Support support(int result, Enum<?> type, Set<Integer> numbers) {
        if (result > 0) {
            return Support.present();
        } else if (result < 0) {
            return Support.unknown("libbpf's probe fails with " + Errno.text(result));
        } else if (numbers.isEmpty()) {
            return Answers.no("the kernel lacks it or refuses it");
        }
        return Answers.no(
                numbers.contains(type.ordinal())
                        ? "the kernel knows it, but is built without it or refuses it (lockdown, security modules)"
                        : "the kernel does not know it");
    }
}
