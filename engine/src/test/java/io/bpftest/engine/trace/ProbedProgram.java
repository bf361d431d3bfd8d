package io.bpftest.engine.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that needs no library, has a function of its own, and declares a probe as {@code sys/sdt.h} would. */
final class ProbedProgram {

    private static final String SOURCE = """
            __attribute__((noinline)) int greet(int number)
            {
            	__asm__ volatile("" : "+r"(number));
            	return number + 1;
            }

            void _start(void)
            {
            	long number = greet(6);

            	__asm__ volatile(
            		"990: nop\\n"
            		".pushsection .note.stapsdt,\\"\\",\\"note\\"\\n"
            		".balign 4\\n"
            		".4byte 992f-991f, 994f-993f, 3\\n"
            		"991: .asciz \\"stapsdt\\"\\n"
            		"992: .balign 4\\n"
            		"993: .8byte 990b\\n"
            		".8byte 0\\n"
            		".8byte 0\\n"
            		".asciz \\"bpftest\\"\\n"
            		".asciz \\"started\\"\\n"
            		".asciz \\"-4@%%eax\\"\\n"
            		"994: .balign 4\\n"
            		".popsection\\n" ::"a"(number));
            	__asm__ volatile("syscall" ::"a"(60), "D"(number) : "rcx", "r11");
            }
            """;

    private ProbedProgram() {}

    /** Compiles it into a folder; it ends with 7, which the probe tells too. */
    static Path in(Path folder) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("probed.c"), SOURCE);
        Path program = folder.resolve("probed");
        Process clang = new ProcessBuilder(List.of(
                        "clang",
                        "-O1",
                        "-nostdlib",
                        "-static",
                        "-fno-stack-protector",
                        "-o",
                        program.toString(),
                        source.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(clang.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (clang.waitFor() != 0) {
            throw new IOException(said);
        }
        return program;
    }
}
