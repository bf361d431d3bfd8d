package io.bpftest.engine.kernel;

import java.util.Map;

/**
 * A program as libbpf has it, for what only libbpf attaches.
 *
 * @param pointer libbpf's {@code struct bpf_program}; valid as long as the life lasts
 * @param lifetime ends with its object
 * @param structOps libbpf's {@code struct bpf_map} of each of the object's struct_ops maps, by name
 */
public record LoadedProgram(long pointer, Lifetime lifetime, Map<String, Long> structOps) {}
