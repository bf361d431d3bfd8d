package io.bpftest.engine.run;

import static io.bpftest.program.XdpLiveOptions.liveOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.engine.ChildJvm;
import io.bpftest.engine.Frames;
import io.bpftest.engine.Golden;
import io.bpftest.error.BpfException;
import io.bpftest.program.XdpLiveRun;
import io.bpftest.program.XdpProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Live frames in other processes: with fewer privileges, and where interfaces have no address. */
class LiveFramesElsewhereTest {

    private static final Path OBJECT = Golden.inModule("src/test/bpf/traps.bpf.c");

    @Test
    void framesRunWithoutTracefsAndOnlyAskingForACounterFails() throws Exception {
        String output = new ChildJvm(LiveFramesElsewhereTest.class)
                .under(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        "umount -l /sys/kernel/debug/tracing /sys/kernel/debug /sys/kernel/tracing 2>&-; exec \"$@\"",
                        "sh")
                .under("setpriv", "--inh-caps=-all", "--bounding-set=-all,+bpf,+net_admin,+perfmon")
                .output(OBJECT, "lo");

        new Golden().matches("live_frames_not_permitted", output);
    }

    @Test
    void anInterfaceThatIsDownAndHasNoAddressIsKnownByName() throws Exception {
        String script = "mount -t sysfs none /sys && ip link add near type veth peer name far && exec \"$@\"";

        String output = new ChildJvm(LiveFramesElsewhereTest.class)
                .under("unshare", "--mount", "--net", "sh", "-c", script, "sh")
                .output(OBJECT, "far");

        assertThat(output.lines()).element(0).isEqualTo("1 frame of interface far");
    }

    /** Runs one live frame on the interface it is told, and prints what is known. */
    public static void main(String[] objectAndInterface) throws Exception {
        String name = objectAndInterface[1];
        try (LoadedObject object = Bpf.open(objectAndInterface[0]).load()) {
            XdpLiveRun run = object.program("linear", XdpProgram.class).runLive(Frames.ofLength(64), liveOn(name));
            String index =
                    Files.readString(Path.of("/sys/class/net", name, "ifindex")).strip();
            boolean same = run.options().ingressInterface() == Integer.parseInt(index);
            System.out.println(run.frames() + " frame of interface " + (same ? name : index));
            System.out.println(run.outcome());
        } catch (BpfException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
