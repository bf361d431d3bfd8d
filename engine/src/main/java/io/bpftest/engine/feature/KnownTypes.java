package io.bpftest.engine.feature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the running kernel's own types list, read once.
 *
 * @param hasBtf whether the kernel has BTF; without, all but the helpers is empty
 * @param programTypes the numbers of {@code enum bpf_prog_type}
 * @param mapTypes the numbers of {@code enum bpf_map_type}
 * @param attachTypes the numbers of {@code enum bpf_attach_type}
 * @param helpers the numbers of the helpers by name, in their order
 * @param kfuncs the names of the functions tagged as kfuncs
 */
record KnownTypes(
        boolean hasBtf,
        Set<Integer> programTypes,
        Set<Integer> mapTypes,
        Set<Integer> attachTypes,
        Map<String, Integer> helpers,
        Set<String> kfuncs) {

    private static final String PREFIX = "BPF_FUNC_";

    /** Reads them. */
    static KnownTypes read() {
        try (KernelBtf btf = new KernelBtf()) {
            Map<String, Integer> helpers = helpers(btf.enumerators("bpf_func_id"));
            return new KnownTypes(
                    btf.exists(),
                    withoutEnd(btf.enumerators("bpf_prog_type")),
                    withoutEnd(btf.enumerators("bpf_map_type")),
                    withoutEnd(btf.enumerators("bpf_attach_type")),
                    helpers.isEmpty() ? ofHeader() : helpers,
                    btf.kfuncs());
        }
    }

    /** Without the enumerator that counts the others. */
    private static Set<Integer> withoutEnd(Map<Integer, String> enumerators) {
        enumerators.values().removeIf(name -> name.startsWith("__MAX"));
        return Set.copyOf(enumerators.keySet());
    }

    private static Map<String, Integer> helpers(Map<Integer, String> enumerators) {
        Map<String, Integer> helpers = new LinkedHashMap<>();
        enumerators.forEach((number, name) -> {
            if (number != 0 && name.startsWith(PREFIX)) {
                helpers.put("bpf_" + name.substring(PREFIX.length()), number);
            }
        });
        return helpers;
    }

    /** The names in the order of {@code linux/bpf.h} as of Linux 6.18, for kernels without BTF. */
    static Map<String, Integer> ofHeader() {
        try (InputStream in = KnownTypes.class.getResourceAsStream("helpers.txt")) {
            List<String> names = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            Map<String, Integer> helpers = new LinkedHashMap<>();
            names.forEach(name -> helpers.put("bpf_" + name, helpers.size() + 1));
            return helpers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
