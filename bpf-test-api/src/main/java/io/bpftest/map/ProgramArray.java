package io.bpftest.map;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A program array: the programs that {@code bpf_tail_call} jumps to, by index. Linux 4.2 or newer; reading it 4.9.
 *
 * <p>The kernel takes programs of one type and shape only: the first that is put in, or the first loaded program that uses
 * the array, decides ({@code bpf_prog_map_compatible}). A program stays in the array when its own object is closed.
 */
public interface ProgramArray extends BpfMapHandle {

    /**
     * Sets the program of an index, in place of any former one.
     *
     * @param program a program of this object or another one
     * @throws io.bpftest.error.MapAccessException if there is no such index, or the kernel does not take the program
     * @throws io.bpftest.error.ObjectClosedException if the program's object is closed
     */
    void set(int index, MapProgram program);

    /**
     * Sets a stub at an index, in place of any former program: a tail call to it ends there, is counted, and gives the
     * value. Minimum kernel: 5.12.
     *
     * @return the stub, which may be {@link #set} at other indexes too
     * @throws io.bpftest.error.MapAccessException if there is no such index, if no loaded program uses the array, whose
     *     type the stub must have, or if programs of that type cannot return the value
     */
    StubProgram putStub(int index, int returnValue);

    /** The indexes of the stubs that were called and are still there, in their order. */
    List<Integer> calledStubs();

    /** The kernel's number of the program at an index; empty where there is none. */
    OptionalInt idAt(int index);

    /**
     * The name of the program at an index; empty where there is none. A program that was not set through this handle has
     * the kernel's name, which is cut to 15 characters.
     */
    Optional<String> nameAt(int index);

    /** The names of all programs by their indexes. */
    Map<Integer, String> toMap();

    /** Takes the program of an index out and tells whether there was one: a tail call to it then fails and goes on. */
    boolean remove(int index);

    /** Takes all programs out. */
    void clear();
}
