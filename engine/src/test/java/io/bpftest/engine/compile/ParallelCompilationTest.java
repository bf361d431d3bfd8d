package io.bpftest.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParallelCompilationTest {

    private static final int THREADS = 8;

    @TempDir
    Path folder;

    private Workshop workshop;

    @BeforeEach
    void openWorkshop() {
        workshop = new Workshop(folder);
    }

    @Test
    void threadsOfOneJvmShareOneRun() throws Exception {
        Compiler compiler = Workshop.compiler();

        Set<CompiledObject> objects = new HashSet<>(atOnce(() -> compiler));

        assertThat(objects).hasSize(1);
        assertThat(workshop.leftovers()).isEmpty();
    }

    @Test
    void compilersThatKnowNothingOfEachOtherMakeTheSame() throws Exception {
        Set<String> objects = new HashSet<>();
        atOnce(Workshop::compiler).forEach(object -> objects.add(Sha256.of(object.bytes())));

        assertThat(objects).hasSize(1);
        assertThat(workshop.cacheFiles("objects")).hasSize(1);
        assertThat(workshop.leftovers()).isEmpty();
        assertHit();
    }

    @Test
    void processesMakeTheSame() throws Exception {
        List<Process> processes = List.of(anotherJvm(), anotherJvm());
        Set<String> said = new HashSet<>();
        for (Process process : processes) {
            said.add(new String(process.getInputStream().readAllBytes()));
            assertThat(process.waitFor()).isZero();
        }

        String sha256 = Workshop.compiler().compile(workshop.request()).sha256();
        assertThat(said).containsExactly(sha256 + "\n");
        assertThat(workshop.leftovers()).isEmpty();
        assertHit();
    }

    private void assertHit() {
        long calls = workshop.calls();
        Workshop.compiler().compile(workshop.request());
        assertThat(workshop.calls()).isEqualTo(calls);
    }

    private List<CompiledObject> atOnce(Supplier<Compiler> compilers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<CompiledObject>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return compilers.get().compile(workshop.request());
                }));
            }
            List<CompiledObject> objects = new ArrayList<>();
            for (Future<CompiledObject> future : futures) {
                objects.add(future.get());
            }
            return objects;
        } finally {
            threads.shutdownNow();
        }
    }

    private Process anotherJvm() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParallelCompilationTest.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What the other JVMs do: compile in the folder given, and print the object's name. */
    public static void main(String[] folder) {
        Path root = Path.of(folder[0]);
        CompileRequest request = new CompileRequest(
                root.resolve("decide.bpf.c"),
                List.of(),
                root.resolve("bin/clang").toString(),
                List.of(),
                root.resolve("cache"));
        System.out.println(Workshop.compiler().compile(request).sha256());
    }
}
