package io.bpftest.engine.cgroup;

import io.bpftest.engine.kernel.Capability;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Skips tests where {@code ci/test} hands an ordinary user no more than BPF needs: control groups are root's. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@EnabledIf(value = "io.bpftest.engine.cgroup.MakesGroups$Privileges#areThere", disabledReason = "no CAP_SYS_ADMIN")
public @interface MakesGroups {

    /** Asked by the condition above. */
    final class Privileges {
        private Privileges() {}

        static boolean areThere() {
            return Capability.CAP_SYS_ADMIN.isEffective();
        }
    }
}
