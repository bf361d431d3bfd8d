package io.bpftest.engine.session;

import io.bpftest.engine.Golden;
import io.bpftest.engine.compile.CompileRequest;
import io.bpftest.engine.compile.Compiler;
import io.bpftest.spi.Configuration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Object files made from the fixtures, whole and spoiled. */
final class Objects {

    private static final int SECTION_TABLE = 40;
    private static final int SECTION_SIZE = 58;
    private static final int SECTIONS = 60;
    private static final int ELF_HEADER = 64;

    private Objects() {}

    /** A fixture's source. */
    static Path source(String name) {
        return Golden.inModule("src/test/bpf").resolve(name);
    }

    /** A fixture, compiled. */
    static byte[] compiled(String name, String... cflags) {
        CompileRequest request = CompileRequest.of(source(name), List.of(cflags), Configuration.ofThisJvm());
        return new Compiler(new RunningKernelHeader()).compile(request).bytes();
    }

    /** Writes an object file. */
    static Path write(Path folder, String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    /** The same object with its section table in front of the sections, where some tools put it. */
    static byte[] withTableInFront(byte[] object) {
        ByteBuffer from = ByteBuffer.wrap(object).order(ByteOrder.nativeOrder());
        int size = from.getShort(SECTION_SIZE);
        int table = size * from.getShort(SECTIONS);
        int oldTable = (int) from.getLong(SECTION_TABLE);
        ByteBuffer to = ByteBuffer.allocate(oldTable + table).order(ByteOrder.nativeOrder());
        to.put(0, object, 0, ELF_HEADER).putLong(SECTION_TABLE, ELF_HEADER);
        to.put(ELF_HEADER, object, oldTable, table);
        to.put(ELF_HEADER + table, object, ELF_HEADER, oldTable - ELF_HEADER);
        for (int section = size; section < table; section += size) {
            int offset = ELF_HEADER + section + 24;
            to.putLong(offset, to.getLong(offset) + table);
        }
        return to.array();
    }
}
