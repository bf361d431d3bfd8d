package io.bpftest;

import io.bpftest.program.Helper;
import io.bpftest.program.Program;
import io.bpftest.program.ProgramType;
import java.util.Set;

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

    /**
     * Says which function of which loaded program an {@code freplace} program is for. The kernel checks it against that
     * function when it is loaded; {@link io.bpftest.lab.Tracing#attach(Program)} puts it into its place.
     *
     * <pre>{@code
     * spec.program("drops").replaces(firewall, "verdict");
     * }</pre>
     *
     * @param target the program, which stays open as long as this one is to be loaded
     * @param function a global function of it, one that is not static and not inlined
     */
    ProgramSpec replaces(Program target, String function);

    /** The helpers that it calls, itself or in its subprograms; without those that are newer than {@link Helper}. */
    Set<Helper> helpers();

    /**
     * Puts values in the place of a helper's calls, in the program and its subprograms, when it is loaded. A second stub of
     * a helper takes the place of the first.
     *
     * <p>A subprogram that other programs call too is one function for all of them: they must be given the same stub, or be
     * switched off.
     *
     * <pre>{@code
     * spec.program("limiter").stub(Helper.KTIME_GET_NS).returning(1_000, 2_000, 3_000);
     * }</pre>
     *
     * @throws io.bpftest.error.StubException if the program never calls the helper, or nothing can stand for its calls
     */
    HelperStub stub(Helper helper);

    /** How many instructions of 8 bytes it has, before the verifier changes it. */
    int instructions();
}
