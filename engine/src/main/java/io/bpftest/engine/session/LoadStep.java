package io.bpftest.engine.session;

import io.bpftest.ProgramSpec;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.map.MapTarget;
import io.bpftest.engine.object.NativeMap;
import io.bpftest.engine.object.NativeObject;
import io.bpftest.engine.object.NativeProgram;
import io.bpftest.engine.object.ObjectLoader;
import io.bpftest.error.LoadRefusedException;
import io.bpftest.error.Problem;
import io.bpftest.error.WrongHandleException;
import io.bpftest.lab.CgroupHook;
import io.bpftest.map.MapType;
import io.bpftest.program.AttachType;
import io.bpftest.program.ProgramType;
import java.util.Iterator;
import java.util.Objects;

/** Brings a spec's changes to libbpf and loads the object. */
final class LoadStep {

    private final LocalObjectSpec spec;
    private final boolean sharesMaps;

    /** Takes a spec that nobody changes any more. */
    LoadStep(LocalObjectSpec spec) {
        this(spec, true);
    }

    private LoadStep(LocalObjectSpec spec, boolean sharesMaps) {
        this.spec = spec;
        this.sharesMaps = sharesMaps;
    }

    /** Gives the step of a load that leaves no trace: maps that others have too would be given its programs. */
    static LoadStep apart(LocalObjectSpec spec) {
        return new LoadStep(spec, false);
    }

    LocalLoadedObject run() {
        ObjectLoader.Loaded loaded = attempt();
        if (loaded.refusal() != null) {
            throw new LoadFailure(spec, loaded.refusal()).exception();
        }
        return new LocalLoadedObject(spec, Objects.requireNonNull(loaded.object()), new LoadFigures(() -> spec), null);
    }

    /** Loads the object, or gives why it is refused. */
    ObjectLoader.Loaded attempt() {
        checkTypes();
        loadWholeInterfaces();
        return ObjectLoader.load(spec.model().image(), this::change);
    }

    private void checkTypes() {
        for (ProgramSpec program : spec.programSpecs()) {
            if (program.autoload() && program.type() == ProgramType.UNSPEC) {
                throw new WrongHandleException(new Problem(
                        "The type of program \"" + program.name() + "\" of " + spec.name() + " is not known",
                        "section \"" + program.section() + "\", which libbpf does not know",
                        "a program type",
                        "set it: spec.program(\"" + program.name() + "\").type(ProgramType.SCHED_CLS), load it as a "
                                + "handle's type with loadAs, or switch it off with autoload(false)"));
            }
        }
    }

    /** A struct_ops map is registered with all of its programs; a test names one of them. */
    private void loadWholeInterfaces() {
        if (loads(ProgramType.STRUCT_OPS)) {
            for (LocalProgramSpec program : spec.programSpecs()) {
                program.autoload(program.autoload() || program.type() == ProgramType.STRUCT_OPS);
            }
        }
    }

    /** Programs and maps of the spec and of libbpf stand in the same order. */
    void change(NativeObject object) {
        Iterator<NativeProgram> programs = object.programs().iterator();
        for (LocalProgramSpec program : spec.programSpecs()) {
            NativeProgram libbpfs = programs.next();
            libbpfs.autoload(program.autoload());
            if (program.autoload() && program.changedType()) {
                setType(libbpfs, program.type());
                CgroupHook.ofSection(program.section())
                        .ifPresent(hook ->
                                libbpfs.expectedAttachType(hook.attachType().ordinal()));
            }
            replace(program, libbpfs);
        }
        Iterator<NativeMap> maps = object.maps().iterator();
        for (LocalMapSpec map : spec.mapSpecs()) {
            change(map, maps.next());
        }
    }

    private static void replace(LocalProgramSpec program, NativeProgram libbpfs) {
        if (!program.autoload() || program.type() != ProgramType.EXT) {
            return;
        }
        LocalProgramSpec.Replaced replaced = program.replaced();
        int error = replaced == null ? 0 : libbpfs.target(replaced.program().descriptor(), replaced.function());
        if (replaced == null || error < 0) {
            throw new LoadRefusedException(ExtensionProblem.of(program, error));
        }
    }

    /** Beside its type, the kernel wants to be told where such programs are to be attached, or that they may sleep. */
    private static void setType(NativeProgram program, ProgramType type) {
        program.type(type.ordinal());
        if (type == ProgramType.SK_LOOKUP) {
            program.expectedAttachType(AttachType.SK_LOOKUP.ordinal());
        } else if (type == ProgramType.NETFILTER) {
            program.expectedAttachType(AttachType.NETFILTER.ordinal());
        } else if (type == ProgramType.SYSCALL) {
            program.sleepable();
        }
    }

    private void change(LocalMapSpec map, NativeMap libbpfs) {
        if (map.pinnedByName()) {
            libbpfs.unpin();
        }
        if (map.resized()) {
            check(
                    libbpfs.maxEntries(map.info().maxEntries()),
                    map,
                    "cannot have " + map.info().maxEntries() + " entries");
        }
        // libbpf reads the kernel's types for programs that need them, and crashes (1.1) where such a map alone does.
        if (map.info().type() == MapType.STRUCT_OPS && !loads(ProgramType.STRUCT_OPS)) {
            libbpfs.asArray();
        }
        MapTarget reused = map.reused();
        if (reused != null && sharesMaps) {
            reused.lifetime().check();
            check(libbpfs.reuse(reused.fd()), map, "cannot be shared");
        }
        StubSequences sequences = spec.sequences();
        if (sequences != null && map.name().equals(StubSequences.MAP)) {
            libbpfs.initialBytes(0, sequences.content());
        }
        if (map.model().holdsVariables()) {
            spec.variableSpecs(map.name()).forEach(variable -> variable.write(libbpfs));
        }
    }

    private boolean loads(ProgramType type) {
        return spec.programs().stream().anyMatch(program -> program.autoload() && program.type() == type);
    }

    private static void check(int result, LocalMapSpec map, String failure) {
        if (result < 0) {
            throw new LoadRefusedException(new Problem(
                    "Map \"" + map.name() + "\" " + failure,
                    Errno.text(result),
                    "a map that libbpf can change so before it is loaded",
                    "leave the map as the object defines it"));
        }
    }
}
