package io.bpftest.engine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Test classes with as many {@code @Test} methods as wanted, written and compiled here. */
final class GeneratedTests {

    private final Path folder;

    /** Puts sources and classes into a folder. */
    GeneratedTests(Path folder) {
        this.folder = folder;
    }

    /** Makes a class whose methods do nothing or, given an object, each have it loaded and run its program once. */
    void compile(String name, Optional<String> object, int methods) throws IOException {
        if (object.isEmpty()) {
            compile(name, "", "", "", methods);
        } else {
            compile(
                    name,
                    "@io.bpftest.BpfObject(\"" + object.get() + "\")\n",
                    "  @io.bpftest.BpfProgram io.bpftest.program.XdpProgram program;\n",
                    "program.run(new byte[64]);",
                    methods);
        }
    }

    private void compile(String name, String annotation, String field, String body, int methods) throws IOException {
        StringBuilder text = new StringBuilder(annotation + "class " + name + " {\n" + field);
        for (int i = 1; i <= methods; i++) {
            text.append(String.format("  @org.junit.jupiter.api.Test void test%d() { %s }%n", i, body));
        }
        Path source = Files.writeString(folder.resolve(name + ".java"), text.append("}\n"));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("java.class.path");
        if (javac.run(null, null, null, "-proc:none", "-cp", classPath, "-d", folder.toString(), source.toString())
                != 0) {
            throw new IllegalStateException("The generated " + source + " does not compile");
        }
    }
}
