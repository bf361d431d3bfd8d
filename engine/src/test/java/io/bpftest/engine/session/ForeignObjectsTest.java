package io.bpftest.engine.session;

import static io.bpftest.engine.session.Objects.compiled;
import static io.bpftest.engine.session.Objects.source;
import static io.bpftest.engine.session.Objects.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.engine.ChildJvm;
import io.bpftest.engine.Golden;
import io.bpftest.engine.compile.KnownObjects;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.trial.Trials;
import io.bpftest.error.MachineException;
import io.bpftest.error.ObjectFormatException;
import io.bpftest.spi.Configuration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that clang did not make here are tried in another process, each content once. */
class ForeignObjectsTest {

    private static final String ENDS_AT_ONCE = "ended with exit code 1";

    @TempDir
    Path folder;

    /** A check whose process cannot try anything, so that asking it shows. */
    private static ForeignObjects withoutTrials() {
        return new ForeignObjects(new Trials(ForeignObjectsTest.class));
    }

    @Test
    void whatClangMadeForThisCacheIsNotTried() {
        byte[] object = compiled("verdicts.bpf.c");

        withoutTrials()
                .check(
                        "verdicts.o",
                        object,
                        new KnownObjects(Configuration.ofThisJvm().cacheFolder()));
        assertThatThrownBy(() -> withoutTrials().check("verdicts.o", object, new KnownObjects(folder)))
                .isInstanceOf(MachineException.class)
                .hasMessageContaining(ENDS_AT_ONCE);
    }

    @Test
    void whatWasFoundHarmlessIsNotTriedAgain() {
        byte[] object = compiled("verdicts.bpf.c");
        try (Trials trials = new Trials(ObjectTrial.class)) {
            new ForeignObjects(trials).check("verdicts.o", object, new KnownObjects(folder));
        }

        withoutTrials().check("renamed.o", object, new KnownObjects(folder));
        byte[] another = Arrays.copyOf(object, object.length + 1);
        assertThatThrownBy(() -> withoutTrials().check("verdicts.o", another, new KnownObjects(folder)))
                .isInstanceOf(MachineException.class)
                .hasMessageContaining(ENDS_AT_ONCE);
    }

    @Test
    void whatWasFoundHarmfulIsRefusedAndNotTriedAgainInThisJvm() throws Exception {
        Path notes = folder.resolve("notes");
        byte[] object = notes.toString().getBytes(StandardCharsets.UTF_8);
        try (Trials trials = new Trials(CrashingTrial.class)) {
            ForeignObjects objects = new ForeignObjects(trials);
            new Golden()
                    .hide(Native.libbpf().libbpf_version_string(), "<version>")
                    .fails(
                            "harmful_object",
                            ObjectFormatException.class,
                            () -> objects.check("damaged.o", object, new KnownObjects(folder)));
            assertThatThrownBy(() -> objects.check("copy.o", object, new KnownObjects(folder)))
                    .isInstanceOf(ObjectFormatException.class);
        }

        assertThat(notes).hasContent("damaged.o\n");
    }

    @Test
    void aCacheThatCannotBeWrittenIsNoReasonToRefuse() throws Exception {
        Path noFolder = Files.writeString(folder.resolve("file"), "");
        try (Trials trials = new Trials(ObjectTrial.class)) {
            new ForeignObjects(trials).check("verdicts.o", compiled("verdicts.bpf.c"), new KnownObjects(noFolder));
        }
    }

    @Test
    void aSourceStartsNoProcessAndAForeignObjectStartsOne() throws Exception {
        Path object = write(folder, "foreign.o", compiled("verdicts.bpf.c"));

        String output = new ChildJvm(ForeignObjectsTest.class)
                .property("bpftest.cache.dir", folder.resolve("cache"))
                .output("open", source("several_sizes.bpf.c"), object);

        assertThat(output.lines()).containsExactly("several_sizes.bpf.c: 0 processes", "foreign.o: 1 processes");
    }

    @Test
    void programsThatCannotBeToldByNameAreRefused() throws Exception {
        byte[] object = compiled("verdicts.bpf.c", "-Dtc_verdict=xdp_verdicu");
        String text = new String(object, StandardCharsets.ISO_8859_1);
        byte[] damaged = text.replace("xdp_verdicu", "xdp_verdict").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(damaged).hasSameSizeAs(object).isNotEqualTo(object);
        Path file = write(folder, "twice.o", damaged);

        new Golden().fails("two_of_one_name", ObjectFormatException.class, () -> Bpf.open(file));
    }

    /** What child JVMs do. As a process that should serve trials this one ends at once. */
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            System.exit(1);
        }
        for (String file : Arrays.asList(arguments).subList(1, arguments.length)) {
            String name = Bpf.open(file).name();
            System.out.println(name + ": " + ProcessHandle.current().children().count() + " processes");
        }
    }
}
