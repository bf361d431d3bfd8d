package io.bpftest.engine.session;

import static io.bpftest.engine.session.Objects.compiled;
import static io.bpftest.engine.session.Objects.source;
import static io.bpftest.engine.session.Objects.write;

import io.bpftest.engine.ChildJvm;
import io.bpftest.engine.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kernel that was built without type information: nothing is to be seen where its own would be. */
class MissingBtfTest {

    private static final String HIDDEN = "mount -t tmpfs none /sys/kernel/btf && exec \"$@\"";

    @TempDir
    Path folder;

    private final Golden golden = new Golden();

    private String output(Path object) throws Exception {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        golden.hide(folder, "<folder>");
        return new ChildJvm(OpenAndLoad.class)
                .under("unshare", "--mount", "sh", "-c", HIDDEN, "sh")
                .property("bpftest.cache.dir", cache)
                .output(object);
    }

    @Test
    void aSourceThatIncludesTheKernelsTypesIsNotCompiled() throws Exception {
        golden.matches("no_types_to_compile_with", output(source("struct_ops_map.bpf.c")));
    }

    @Test
    void anObjectThatIsRelocatedByThemIsNotLoaded() throws Exception {
        golden.matches("no_types_to_relocate_by", output(write(folder, "netfilter.o", compiled("netfilter.bpf.c"))));
    }
}
