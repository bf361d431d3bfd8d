package io.bpftest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that say of other processes that they do not hang rely on this. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ChildJvmTest {

    @Test
    void aChildThatDoesNotEndIsKilledWithItsOwnChildrenAndTheFailureSaysSo() throws Exception {
        ChildJvm jvm = new ChildJvm(ChildJvmTest.class).within(Duration.ofMillis(1));
        Process process = jvm.start("hang");
        while (process.descendants().findAny().isEmpty()) {
            assertThat(process.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        ProcessHandle grandchild = process.descendants().findAny().orElseThrow();

        assertThatThrownBy(() -> jvm.await(process))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ChildJvmTest (process " + process.pid() + ") did not end within PT0.001S")
                .hasMessageContaining("and was killed; it had written:\nabout to hang\n");
        assertThat(process.waitFor()).isEqualTo(128 + 9);
        grandchild.onExit().get(1, TimeUnit.MINUTES);
    }

    @Test
    void aChildThatEndsInTimeGivesWhatItWrote() throws Exception {
        ChildJvm.End end = new ChildJvm(ChildJvmTest.class).run("end");

        assertThat(end).isEqualTo(new ChildJvm.End(3, "about to end\n"));
    }

    /** What the child does; its own child has the same output, so that reading that does not end either. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("about to " + arguments[0]);
        if (arguments[0].equals("end")) {
            System.exit(3);
        }
        new ProcessBuilder("sleep", "3600").inheritIO().start().waitFor();
    }
}
