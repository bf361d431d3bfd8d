package io.bpftest.engine.session;

import io.bpftest.engine.btf.KernelTypes;
import io.bpftest.engine.compile.KernelHeader;
import java.nio.file.Path;

/** Gives the compiler the types of the running kernel. */
final class RunningKernelHeader implements KernelHeader {

    @Override
    public String fingerprint() {
        return KernelTypes.fingerprint();
    }

    @Override
    public void write(Path file) {
        KernelTypes.writeHeader(file);
    }
}
