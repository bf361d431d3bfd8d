package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.engine.ChildJvm;
import io.bpftest.error.BpfException;
import io.bpftest.lab.Lab;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lab without the privileges it needs says which. */
@MakesNamespaces
class LabPrivilegeTest {

    @ParameterizedTest
    @CsvSource({
        "'-all,+net_admin,+bpf', unshare(CLONE_NEWNET): EPERM, CAP_SYS_ADMIN for network namespaces",
        "'-all,+sys_admin', lo of host a cannot be set up, CAP_NET_ADMIN",
        "'-all,+sys_admin,+net_admin', socket(AF_XDP): EPERM, CAP_NET_RAW"
    })
    void aMissingCapabilityIsNamed(String capabilities, String found, String required) throws Exception {
        String output = new ChildJvm(LabPrivilegeTest.class)
                .under("setpriv", "--inh-caps=-all", "--bounding-set=" + capabilities)
                .output();

        assertThat(output).contains("PrivilegeException").contains(found).contains(required);
    }

    /** What the child does. */
    public static void main(String[] none) {
        try (Lab lab = Bpf.lab()) {
            lab.link("a", "b").near().xskSocket();
            System.out.println("a lab stands");
        } catch (BpfException e) {
            System.out.println(e);
        }
    }
}
