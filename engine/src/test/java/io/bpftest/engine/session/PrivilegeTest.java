package io.bpftest.engine.session;

import static io.bpftest.engine.session.Objects.compiled;
import static io.bpftest.engine.session.Objects.source;
import static io.bpftest.engine.session.Objects.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.ChildJvm;
import io.bpftest.engine.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JVMs that may not load, or not everything. */
class PrivilegeTest {

    @TempDir
    Path folder;

    private final Golden golden = new Golden();
    private Path object;

    @BeforeEach
    void compile() throws Exception {
        object = write(folder, "several_sizes.o", compiled("several_sizes.bpf.c"));
    }

    @ParameterizedTest
    @CsvSource({"no_capability, -all", "no_net_admin, '-all,+bpf'", "no_bpf, '-all,+net_admin'"})
    void aMissingCapabilityIsNamed(String name, String capabilities) throws Exception {
        String output = new ChildJvm(OpenAndLoad.class)
                .under("setpriv", "--inh-caps=-all", "--bounding-set=" + capabilities)
                .output(object);

        golden.matches(name, output);
    }

    @Test
    void capabilitiesOfAUserNamespaceDoNotCount() throws Exception {
        String output = new ChildJvm(OpenAndLoad.class)
                .under("unshare", "--user", "--map-root-user")
                .output(object);

        golden.matches("user_namespace", output);
    }

    /** That user may read all files, as those of the class path are the builder's, but nothing else. */
    @Test
    void anyUserReadsWhatAnObjectHolds() throws Exception {
        String readAll = "-all,+dac_read_search";
        Path cache = Files.createDirectory(folder.resolve("cache"));
        // Clang asks with access(2), which takes no notice of capabilities.
        assertThat(folder.toFile().setExecutable(true, false)).isTrue();
        assertThat(cache.toFile().setWritable(true, false)).isTrue();

        String output = new ChildJvm(OpenAndLoad.class)
                .under("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                .under("--inh-caps=" + readAll, "--ambient-caps=" + readAll, "--bounding-set=" + readAll)
                .property("bpftest.cache.dir", cache)
                .property("java.io.tmpdir", cache)
                .output(object, source("verdicts.bpf.c"));

        golden.matches("any_user", output);
    }
}
