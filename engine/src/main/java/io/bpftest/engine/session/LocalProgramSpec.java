package io.bpftest.engine.session;

import io.bpftest.HelperStub;
import io.bpftest.ProgramSpec;
import io.bpftest.engine.codec.CType;
import io.bpftest.engine.kernel.OwnProgram;
import io.bpftest.error.Problem;
import io.bpftest.error.WrongHandleException;
import io.bpftest.lab.CgroupHook;
import io.bpftest.program.Helper;
import io.bpftest.program.Program;
import io.bpftest.program.ProgramType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A program's model and what was changed of it. */
final class LocalProgramSpec implements ProgramSpec {

    /** The section whose type libbpf knows since 1.3 only. */
    private static final String NETFILTER = "netfilter";

    private final ObjectModel.ProgramModel model;
    private final String object;
    private final Stubs ofObject;
    private final Map<Helper, List<Long>> stubs = new TreeMap<>();
    private ProgramType type;
    private boolean autoload;
    private @Nullable Replaced replaced;

    /** What an extension takes the place of. */
    record Replaced(OwnProgram program, String function) {}

    LocalProgramSpec(ObjectModel.ProgramModel model, String object, Stubs ofObject) {
        this.model = model;
        this.object = object;
        this.ofObject = ofObject;
        this.type = typeOf(model);
        this.autoload = model.autoload();
    }

    private static ProgramType typeOf(ObjectModel.ProgramModel model) {
        if (model.type() != ProgramType.UNSPEC) {
            return model.type();
        } else if (model.section().equals(NETFILTER)) {
            return ProgramType.NETFILTER;
        }
        // libbpf knows those of Unix sockets since 1.3 only.
        return CgroupHook.ofSection(model.section())
                .map(CgroupHook::programType)
                .orElse(ProgramType.UNSPEC);
    }

    LocalProgramSpec copy() {
        LocalProgramSpec copy = new LocalProgramSpec(model, object, ofObject);
        copy.stubs.putAll(stubs);
        copy.type = type;
        copy.autoload = autoload;
        copy.replaced = replaced;
        return copy;
    }

    /** The struct that the source declares as its context. */
    Optional<CType> context() {
        return model.context();
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public String section() {
        return model.section();
    }

    @Override
    public ProgramType type() {
        return type;
    }

    @Override
    public ProgramSpec type(ProgramType newType) {
        type = newType;
        return this;
    }

    @Override
    public boolean autoload() {
        return autoload;
    }

    @Override
    public ProgramSpec autoload(boolean load) {
        autoload = load;
        return this;
    }

    @Override
    public ProgramSpec loadAs(Class<? extends Program> handle) {
        requireFits(handle);
        if (type == ProgramType.UNSPEC) {
            type = HandleTypes.of(handle)[0];
        }
        autoload = true;
        return this;
    }

    @Override
    public ProgramSpec replaces(Program target, String function) {
        replaced = new Replaced(OwnProgram.of(target), function);
        return this;
    }

    /** What it takes the place of, if that was said. */
    @Nullable
    Replaced replaced() {
        return replaced;
    }

    @Override
    public Set<Helper> helpers() {
        return ofObject.helpers(name());
    }

    @Override
    public HelperStub stub(Helper helper) {
        return new LocalHelperStub(this, helper, object);
    }

    /** Has values stand for its calls of a helper; they were checked. */
    void setStub(Helper helper, List<Long> values) {
        stubs.put(helper, values);
    }

    /** What stands for its calls of helpers. */
    List<Stubs.Stub> stubs() {
        return stubs.entrySet().stream()
                .map(stub -> new Stubs.Stub(name(), stub.getKey(), stub.getValue()))
                .toList();
    }

    @Override
    public int instructions() {
        return model.instructions();
    }

    /** Whether a handle may be made of it: its type is one of the handle's, or not known. */
    boolean fits(Class<? extends Program> handle) {
        for (ProgramType fitting : HandleTypes.of(handle)) {
            if (type == fitting || type == ProgramType.UNSPEC) {
                return true;
            }
        }
        return false;
    }

    void requireFits(Class<? extends Program> handle) {
        if (!fits(handle)) {
            throw new WrongHandleException(new Problem(
                    "The handle " + handle.getSimpleName() + " does not fit program \"" + name() + "\" of " + object,
                    this + " is of type " + type,
                    handle.getSimpleName() + " is for " + HandleTypes.describe(handle),
                    "use " + HandleTypes.remedyFor(type) + ", or name another program"));
        }
    }

    boolean changedType() {
        return type != model.type();
    }

    @Override
    public String toString() {
        return name() + " (section " + section() + ")";
    }
}
