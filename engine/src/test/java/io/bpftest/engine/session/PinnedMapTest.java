package io.bpftest.engine.session;

import static io.bpftest.engine.session.Objects.compiled;
import static io.bpftest.engine.session.Objects.source;
import static io.bpftest.engine.session.Objects.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.ChildJvm;
import io.bpftest.engine.Frames;
import io.bpftest.map.KernelMap;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pins in bpffs belong to what runs on the machine, never to a test. */
class PinnedMapTest {

    private static final String PIN = "/sys/fs/bpf/shared_state";

    @TempDir
    Path folder;

    @Test
    void aPinnedMapInUseIsNeitherReadNorChanged() throws Exception {
        Path pin = folder.resolve("pin");
        Files.writeString(folder.resolve("pin.c"), PRODUCTION);
        run("cc", "-o", pin.toString(), folder.resolve("pin.c").toString(), "-lbpf");
        Path object = write(folder, "shared.o", compiled("shared.bpf.c"));

        String output = new ChildJvm(PinnedMapTest.class)
                .under("unshare", "-m", "sh", "-c")
                .under(
                        "mount -t bpf none /sys/fs/bpf && $0 put 7 && \"$@\" && $0 get && ls /sys/fs/bpf | grep -v debug")
                .under(pin.toString())
                .output(object);

        assertThat(output.lines()).containsExactly("before 0", "after 42", "pinned 7", "shared_state");
    }

    /** What the child does: let the program write where a test sees it. */
    public static void main(String[] object) {
        try (LoadedObject loaded = Bpf.open(object[0]).load()) {
            KernelMap<Integer, Integer> map = loaded.map("shared_state", Integer.class, Integer.class);
            System.out.println("before " + map.get(0));
            loaded.program(XdpProgram.class).run(Frames.ofLength(64));
            System.out.println("after " + map.get(0));
        }
    }

    @Test
    void theSpecTellsThatAMapIsMeantToBePinned() {
        ObjectSpec spec = Bpf.open(source("shared.bpf.c"));
        assertThat(spec.map("shared_state").pinnedByName()).isTrue();
        assertThat(Bpf.open(source("several_sizes.bpf.c")).map("counted").pinnedByName())
                .isFalse();
    }

    @Test
    void objectsLoadedApartShareNothingUnlessTold() {
        ObjectSpec reading = Bpf.open(source("shared_reader.bpf.c"));
        try (LoadedObject writer = Bpf.open(source("shared.bpf.c")).load();
                LoadedObject apart = reading.load()) {
            reading.map("shared_state").reuse(writer.map("shared_state", Integer.class, Integer.class));
            try (LoadedObject together = reading.load()) {
                writer.program(XdpProgram.class).run(Frames.ofLength(64));

                assertThat(verdict(apart)).isZero();
                assertThat(verdict(together)).isEqualTo(2);
            }
        }
    }

    private static int verdict(LoadedObject reader) {
        return reader.program(TcProgram.class).run(Frames.ofLength(64)).returnValue();
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    /** What runs on the machine: a map pinned by the name that the object asks for. */
    private static final String PRODUCTION = """
            #include <bpf/bpf.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            int main(int argc, char **argv)
            {
                int zero = 0, value = argc > 2 ? atoi(argv[2]) : 0;
                int put = !strcmp(argv[1], "put");
                int map = put ? bpf_map_create(BPF_MAP_TYPE_ARRAY, "shared_state", 4, 4, 1, NULL)
                              : bpf_obj_get("PIN");
                if (map < 0)
                    return 1;
                if (put)
                    return bpf_map_update_elem(map, &zero, &value, 0) || bpf_obj_pin(map, "PIN");
                if (bpf_map_lookup_elem(map, &zero, &value))
                    return 1;
                printf("pinned %d\\n", value);
                return 0;
            }
            """.replace("PIN\"", PIN + "\"");
}
