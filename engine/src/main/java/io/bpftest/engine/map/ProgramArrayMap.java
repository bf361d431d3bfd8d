package io.bpftest.engine.map;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.kernel.ObjectId;
import io.bpftest.engine.kernel.OwnProgram;
import io.bpftest.engine.map.MapRefusal.Operation;
import io.bpftest.map.MapProgram;
import io.bpftest.map.ProgramArray;
import io.bpftest.map.StubProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Program arrays: a file descriptor goes in, the kernel's number of the program comes out. */
public final class ProgramArrayMap extends ReadableSlots<String> implements ProgramArray {

    private final Names names;

    /** Makes the handle of a map. */
    public ProgramArrayMap(MapTarget target) {
        super(target);
        this.names = target.lifetime().shared(List.of(target, Names.class), Names.class, Names::new);
    }

    /** The whole names of the programs that came in by handles of the map, by their numbers: the kernel's are cut. */
    private static final class Names {
        private final Map<Integer, String> known = new ConcurrentHashMap<>();
        private final Map<Integer, LiveStub> stubs = new ConcurrentHashMap<>();
    }

    @Override
    public void set(int index, MapProgram program) {
        OwnProgram own = OwnProgram.of(program);
        int descriptor = own.descriptor();
        int error = write(index, descriptor, 0);
        if (Errno.EINVAL.is(error)) {
            throw doesNotTake(
                    program.toString(),
                    error,
                    "a program of the type and shape of those that the array holds, and that call it",
                    "load the program as the type of those that call it");
        } else if (error < 0) {
            throw calls().refused(Operation.WRITE, error);
        }
        names.known.put(
                ObjectId.ofProgram(descriptor, info().name() + " does not tell its programs"), own.programName());
    }

    @Override
    public StubProgram putStub(int index, int returnValue) {
        LiveStub stub = StubMaker.set(target(), returnValue, program -> write(index, program, 0));
        int number = ObjectId.ofProgram(stub.descriptor(), info().name() + " does not tell its programs");
        names.known.put(number, stub.programName());
        names.stubs.put(number, stub);
        return stub;
    }

    @Override
    public List<Integer> calledStubs() {
        List<Integer> called = new ArrayList<>();
        for (int index = 0; index < info().maxEntries(); index++) {
            OptionalInt number = idAt(index);
            LiveStub stub = number.isEmpty() ? null : names.stubs.get(number.getAsInt());
            if (stub != null && stub.calls() > 0) {
                called.add(index);
            }
        }
        return called;
    }

    @Override
    public OptionalInt idAt(int index) {
        long value = find(index);
        return value == 0 ? OptionalInt.empty() : OptionalInt.of(NativeMemory.getInt(value));
    }

    @Override
    public Optional<String> nameAt(int index) {
        return get(index);
    }

    @Override
    public void clear() {
        toMap().keySet().forEach(this::remove);
    }

    @Override
    String read(long value) {
        int number = NativeMemory.getInt(value);
        String name = names.known.get(number);
        return name != null ? name : ObjectId.nameOfProgram(number);
    }
}
