package io.bpftest;

import io.bpftest.program.Program;
import java.util.List;

/**
 * What an object holds, before the kernel has seen it: its programs, maps and constants, to read and to change.
 *
 * <p>A spec is pure data: it needs no privilege, owns nothing, and can be loaded many times. Not safe for use by several
 * threads; {@link #copy()} gives each its own.
 */
public interface ObjectSpec {

    /** The name of the file the object was made from, such as {@code xdp_firewall.bpf.c}. */
    String name();

    /** The programs, in the order of the object. */
    List<ProgramSpec> programs();

    /**
     * Gives the program of a name.
     *
     * @throws io.bpftest.error.UnknownNameException if there is none; lists those that exist
     */
    ProgramSpec program(String name);

    /**
     * Gives the only program that a handle of this type fits.
     *
     * @throws io.bpftest.error.UnknownNameException if there is none
     * @throws io.bpftest.error.AmbiguousProgramException if there are several
     */
    ProgramSpec program(Class<? extends Program> handle);

    /** The maps, those of global variables included, in the order of the object. */
    List<MapSpec> maps();

    /**
     * Gives the map of a name.
     *
     * @throws io.bpftest.error.UnknownNameException if there is none; lists those that exist
     */
    MapSpec map(String name);

    /** The {@code const volatile} variables. */
    List<ConstantSpec> constants();

    /**
     * Gives the constant of a name.
     *
     * @throws io.bpftest.error.UnknownNameException if there is none; lists those that exist
     */
    ConstantSpec constant(String name);

    /** The global variables, {@code const volatile} ones included. */
    List<GlobalSpec> globals();

    /**
     * Gives the global variable of a name, whose initial value can be set.
     *
     * @throws io.bpftest.error.UnknownNameException if there is none; lists those that exist
     */
    GlobalSpec global(String name);

    /** Gives a spec with the same content and the same changes, to change on its own. */
    ObjectSpec copy();

    /**
     * Loads the object's programs, except those switched off, and creates its maps. Pins are not honoured.
     *
     * @return the loaded object, to be closed by the caller
     * @throws io.bpftest.error.VerifierRejectionException if the verifier rejects a program
     * @throws io.bpftest.error.PrivilegeException if this process may not load
     * @throws io.bpftest.error.LoadRefusedException if the kernel refuses a program or map for another reason
     */
    LoadedObject load();
}
