package io.bpftest.engine.report.coverage;

import io.bpftest.engine.elf.ElfSection;
import io.bpftest.engine.elf.ElfTables;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in the source the counters of a covered object count: what llvm-cov reads, read here because asking llvm-cov for each
 * test alone would take a process for each. The format is that of "LLVM Code Coverage Mapping Format", versions 6 and 7.
 */
final class CoverageMapping {

    private static final int HEADER = 16;
    private static final int FUNCTION_HEADER = 28;

    /** Numbers in the file are one less than the versions. */
    private static final List<Integer> KNOWN_VERSIONS = List.of(5, 6);

    private CoverageMapping() {}

    /** The number of the version that the object's first section has; -1 if it has none. */
    static int version(ByteBuffer object, ElfTables tables) {
        List<ElfSection> sections = CounterLayout.named(tables, "__llvm_covmap");
        return sections.isEmpty() ? -1 : object.getInt(sections.get(0).offset() + 12);
    }

    /**
     * Reads the functions' regions.
     *
     * @return nothing where the version is unknown
     * @throws IndexOutOfBoundsException if the object contradicts itself
     */
    static List<MappedFunction> of(ByteBuffer object, ElfTables tables) {
        List<String> files = new ArrayList<>();
        for (ElfSection section : CounterLayout.named(tables, "__llvm_covmap")) {
            if (!KNOWN_VERSIONS.contains(object.getInt(section.offset() + 12))) {
                return List.of();
            }
            int size = object.getInt(section.offset() + 4);
            files.addAll(files(object.slice(section.offset() + HEADER, size)));
        }
        List<MappedFunction> functions = new ArrayList<>();
        for (ElfSection section : CounterLayout.named(tables, "__llvm_covfun")) {
            ByteBuffer in = object.slice(section.offset(), section.size()).order(ByteOrder.LITTLE_ENDIAN);
            functions.add(function(in, files));
        }
        return functions;
    }

    /** The first is the folder that the compiler ran in; others may be relative to it. */
    private static List<String> files(ByteBuffer in) {
        int count = Leb128.count(in);
        ByteBuffer block = Leb128.block(in);
        List<String> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(Leb128.text(block));
        }
        return files;
    }

    private static MappedFunction function(ByteBuffer in, List<String> files) {
        long nameHash = in.getLong(0);
        long hash = in.getLong(12);
        in.position(FUNCTION_HEADER);
        List<String> own = new ArrayList<>();
        for (int left = Leb128.count(in); left > 0; left--) {
            String file = files.get(Leb128.count(in));
            own.add(file.startsWith("/") || files.get(0).isEmpty() ? file : files.get(0) + "/" + file);
        }
        long[][] expressions = new long[Leb128.count(in)][];
        for (int i = 0; i < expressions.length; i++) {
            expressions[i] = new long[] {Leb128.number(in), Leb128.number(in)};
        }
        List<MappedFunction.Part> parts = new ArrayList<>();
        for (int file = 0; file < own.size(); file++) {
            int line = 0;
            for (int left = Leb128.count(in); left > 0; left--) {
                MappedFunction.Part part = part(in, file, line);
                line = part.span().line();
                parts.add(part);
            }
        }
        return new MappedFunction(nameHash, hash, own, expressions, parts);
    }

    private static MappedFunction.Part part(ByteBuffer in, int file, int lineBefore) {
        long head = Leb128.number(in);
        int kind = Region.CODE;
        long counter = 0;
        long otherwise = 0;
        int expanded = 0;
        if ((head & 3) != 0) {
            counter = head;
        } else if ((head & 4) != 0) {
            kind = Region.EXPANSION;
            expanded = (int) (head >> 3);
        } else {
            kind = (int) (head >> 3);
            if (kind == Region.BRANCH) {
                counter = Leb128.number(in);
                otherwise = Leb128.number(in);
            } else if (kind > Region.BRANCH) {
                throw new IndexOutOfBoundsException("a region of kind " + kind);
            }
        }
        int line = lineBefore + Leb128.count(in);
        int column = Leb128.count(in);
        int endLine = line + Leb128.count(in);
        long end = Leb128.number(in);
        if ((end & 1L << 31) != 0) {
            kind = Region.GAP;
        }
        Span span = column == 0 && end == 0
                ? new Span(line, 1, endLine, Integer.MAX_VALUE)
                : new Span(line, column, endLine, (int) (end & Integer.MAX_VALUE));
        return new MappedFunction.Part(file, span, kind, counter, otherwise, expanded);
    }
}
