package io.bpftest.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.engine.ChildJvm;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.CgroupAttachMode;
import io.bpftest.program.CgroupSkbProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What stays of groups when JVMs end, one way or another. */
@MakesGroups
class LeftoverGroupsTest {

    @Test
    void aJvmThatEndsLeavesNoGroup() throws Exception {
        String home = new ChildJvm(OwnGroup.class).output("end").strip();

        assertThat(Path.of(home)).doesNotExist();
    }

    @Test
    void whatAKilledJvmLeftTheNextOneRemoves() throws Exception {
        Process process = new ChildJvm(OwnGroup.class).start("wait");
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Path home = Path.of(Objects.requireNonNull(output.readLine()));
        long command = Long.parseLong(Objects.requireNonNull(output.readLine()));
        process.destroyForcibly().waitFor();
        assertThat(home).isDirectory();

        new ChildJvm(OwnGroup.class).output("end");

        assertThat(home).doesNotExist();
        assertThat(ProcessHandle.of(command).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void aLivingJvmsGroupsAreNotTakenAway() throws Exception {
        try (Cgroup group = Bpf.cgroup()) {
            new ChildJvm(OwnGroup.class).output("end");

            assertThat(group.path()).isDirectory();
            group.run(() -> {});
        }
    }

    /** Makes a group and tells where its home is. */
    static final class OwnGroup {

        private OwnGroup() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            Cgroup group = Bpf.cgroup();
            System.out.println(group.path().getParent());
            if (arguments[0].equals("wait")) {
                group.child();
                // Without a link, so that it stays attached as long as the group is there.
                LoadedObject object =
                        Bpf.open("src/test/bpf/cgroup_egress_only.bpf.c").load();
                group.attach(object.program(CgroupSkbProgram.class), CgroupAttachMode.MULTI);
                Process command = group.call(() -> new ProcessBuilder("sleep", "3600").start());
                System.out.println(command.pid());
                Thread.currentThread().join();
            }
            group.close();
            if (Files.exists(group.path())) {
                throw new IOException(group.path() + " is still there");
            }
        }
    }
}
