package io.bpftest;

import io.bpftest.program.Program;
import io.bpftest.program.ProgramType;

/** A program of an object that is not loaded yet. */
public interface ProgramSpec {

    /** The function's name. */
    String name();

    /** The ELF section it stands in, such as {@code xdp} or {@code classifier}. */
    String section();

    /** Its type, {@link ProgramType#UNSPEC} where the section's name does not tell it. */
    ProgramType type();

    /** Sets the type; for programs whose section name does not tell it. */
    ProgramSpec type(ProgramType type);

    /** Tells whether {@link ObjectSpec#load()} loads it. */
    boolean autoload();

    /** Switches loading on or off. */
    ProgramSpec autoload(boolean load);

    /**
     * Switches loading on, with the type that the handle implies where the section does not tell one.
     *
     * @throws io.bpftest.error.WrongHandleException if the handle does not fit the program
     */
    ProgramSpec loadAs(Class<? extends Program> handle);

    /** How many instructions of 8 bytes it has, before the verifier changes it. */
    int instructions();
}
