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
 * @param home the class from whose place files are looked for: the owner, or the skeleton that names them
 */
record ObjectDeclaration(
        String file, List<String> with, List<String> cflags, Lifecycle lifecycle, Class<?> owner, Class<?> home) {

    static ObjectDeclaration of(BpfObject object, Class<?> owner) {
        return of(object, owner, owner);
    }

    /** An object that a skeleton names. */
    static ObjectDeclaration of(BpfObject object, Class<?> owner, Class<?> home) {
        return new ObjectDeclaration(
                object.value(), List.of(object.with()), List.of(object.cflags()), object.lifecycle(), owner, home);
    }

    /** The object of a {@link BpfProgram} that names its file itself. */
    static ObjectDeclaration ofFile(String file, Class<?> owner) {
        return new ObjectDeclaration(file, List.of(), List.of(), Lifecycle.PER_METHOD, owner, owner);
    }

    /** Tells whether another declaration of the file comes to the same object. */
    boolean isMadeAs(ObjectDeclaration other) {
        return with.equals(other.with) && cflags.equals(other.cflags) && lifecycle == other.lifecycle;
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
                        && home == declaration.home
                        && with.equals(declaration.with)
                        && cflags.equals(declaration.cflags)
                        && lifecycle == declaration.lifecycle;
    }
}
