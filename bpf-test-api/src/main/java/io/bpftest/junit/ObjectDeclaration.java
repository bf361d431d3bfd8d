package io.bpftest.junit;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.Lifecycle;
import java.util.List;

/**
 * An object that a test names.
 *
 * @param file the file as the test names it
 * @param with the files linked with it, as the test names them
 * @param cflags further options for clang
 * @param lifecycle how long it stays loaded
 * @param owner the class whose tests share it
 */
record ObjectDeclaration(String file, List<String> with, List<String> cflags, Lifecycle lifecycle, Class<?> owner) {

    static ObjectDeclaration of(BpfObject object, Class<?> owner) {
        return new ObjectDeclaration(
                object.value(), List.of(object.with()), List.of(object.cflags()), object.lifecycle(), owner);
    }

    /** The object of a {@link BpfProgram} that names its file itself. */
    static ObjectDeclaration ofFile(String file, Class<?> owner) {
        return new ObjectDeclaration(file, List.of(), List.of(), Lifecycle.PER_METHOD, owner);
    }

    boolean isPerClass() {
        return lifecycle == Lifecycle.PER_CLASS;
    }

    /** Written out: a record's own is slow until the JVM has warmed up to it, and this is asked for each test. */
    @Override
    public int hashCode() {
        return file.hashCode() * 31 + owner.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof ObjectDeclaration declaration
                        && file.equals(declaration.file)
                        && owner == declaration.owner
                        && with.equals(declaration.with)
                        && cflags.equals(declaration.cflags)
                        && lifecycle == declaration.lifecycle;
    }
}
