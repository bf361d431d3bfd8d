package io.bpftest.junit;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.Lifecycle;
import java.util.List;

/**
 * An object that a test names.
 *
 * @param file the file as the test names it
 * @param cflags further options for clang
 * @param lifecycle how long it stays loaded
 * @param owner the class whose tests share it
 */
record ObjectDeclaration(String file, List<String> cflags, Lifecycle lifecycle, Class<?> owner) {

    static ObjectDeclaration of(BpfObject object, Class<?> owner) {
        return new ObjectDeclaration(object.value(), List.of(object.cflags()), object.lifecycle(), owner);
    }

    /** The object of a {@link BpfProgram} that names its file itself. */
    static ObjectDeclaration ofFile(String file, Class<?> owner) {
        return new ObjectDeclaration(file, List.of(), Lifecycle.PER_METHOD, owner);
    }

    boolean isPerClass() {
        return lifecycle == Lifecycle.PER_CLASS;
    }
}
