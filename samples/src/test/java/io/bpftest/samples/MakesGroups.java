package io.bpftest.samples;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIf;

/** Skips tests where {@code ci/test} hands an ordinary user no more than BPF needs: control groups are root's. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@EnabledIf(value = "io.bpftest.samples.MakesGroups$Privileges#areThere", disabledReason = "no CAP_SYS_ADMIN")
public @interface MakesGroups {

    /** Asked by the condition above. */
    final class Privileges {

        private static final int CAP_SYS_ADMIN = 21;

        private Privileges() {}

        static boolean areThere() throws IOException {
            String effective = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("CapEff:"))
                    .findFirst()
                    .orElseThrow();
            long capabilities = Long.parseUnsignedLong(
                    effective.substring("CapEff:".length()).strip(), 16);
            return (capabilities >> CAP_SYS_ADMIN & 1) == 1;
        }
    }
}
