package io.bpftest.engine.ffi;

import jnr.ffi.annotations.Delegate;
import jnr.ffi.annotations.IgnoreError;
import jnr.ffi.annotations.In;
import org.jspecify.annotations.Nullable;

/**
 * libbpf's functions, as {@code bpf/libbpf.h}, {@code bpf/bpf.h} and {@code bpf/btf.h} declare them since 1.0.
 *
 * <p>Pointers are plain addresses. Functions that return {@code int} give a negative errno on failure; those that
 * return a pointer give 0 and leave errno to {@link Native#errno()}.
 */
public interface LibBpf {

    // libbpf itself
    @IgnoreError
    int libbpf_major_version();

    @IgnoreError
    String libbpf_version_string();

    @IgnoreError
    int libbpf_num_possible_cpus();

    // Probes: 1 for yes, 0 for no; a negative errno where they cannot tell
    @IgnoreError
    int libbpf_probe_bpf_prog_type(int type, long options);

    @IgnoreError
    int libbpf_probe_bpf_map_type(int type, long options);

    @IgnoreError
    int libbpf_probe_bpf_helper(int programType, int helper, long options);

    // The kernel's commands, without an object
    @IgnoreError
    int bpf_prog_load(
            int type,
            @Nullable @In String name,
            @In String license,
            long instructions,
            long instructionCount,
            long options);

    @IgnoreError
    int bpf_prog_attach(int program, int target, int attachType, int flags);

    @IgnoreError
    int bpf_prog_detach2(int program, int target, int attachType);

    /** The last argument is there for nobody; see {@link LibC#syscall}. */
    @IgnoreError
    int bpf_prog_query(int target, int attachType, int flags, long attachFlags, long ids, long count, long unused);

    @IgnoreError
    int bpf_link_create(int program, int target, int attachType, long options);

    @IgnoreError
    int bpf_raw_tracepoint_open(@Nullable @In String name, int program);

    @IgnoreError
    int bpf_map_create(int type, @Nullable @In String name, int keySize, int valueSize, int maxEntries, long options);

    @IgnoreError
    int bpf_map_get_fd_by_id(int id);

    @IgnoreError
    int bpf_prog_get_fd_by_id(int id);

    @IgnoreError
    int bpf_obj_get_info_by_fd(int descriptor, long info, long length);

    @IgnoreError
    long libbpf_set_print(@Nullable Print print);

    /** Receives libbpf's messages. */
    @FunctionalInterface
    interface Print {
        /** Takes a message as a format and a {@code va_list}. */
        @Delegate
        int print(int level, long format, long arguments);
    }

    // Objects
    long bpf_object__open_mem(long bytes, long size, long options);

    @IgnoreError
    int bpf_object__load(long object);

    @IgnoreError
    void bpf_object__close(long object);

    @IgnoreError
    long bpf_object__btf(long object);

    @IgnoreError
    long bpf_object__next_program(long object, long previous);

    @IgnoreError
    long bpf_object__next_map(long object, long previous);

    long bpf_object__find_program_by_name(long object, @In String name);

    // The linker
    long bpf_linker__new(@In String output, long options);

    @IgnoreError
    int bpf_linker__add_file(long linker, @In String file, long options);

    @IgnoreError
    int bpf_linker__finalize(long linker);

    @IgnoreError
    void bpf_linker__free(long linker);

    // Programs
    @IgnoreError
    String bpf_program__name(long program);

    @IgnoreError
    String bpf_program__section_name(long program);

    @IgnoreError
    int bpf_program__type(long program);

    @IgnoreError
    int bpf_program__set_type(long program, int type);

    @IgnoreError
    int bpf_program__set_expected_attach_type(long program, int attachType);

    @IgnoreError
    byte bpf_program__autoload(long program);

    @IgnoreError
    int bpf_program__set_autoload(long program, byte autoload);

    @IgnoreError
    int bpf_program__flags(long program);

    @IgnoreError
    int bpf_program__set_flags(long program, int flags);

    @IgnoreError
    long bpf_program__insn_cnt(long program);

    @IgnoreError
    long bpf_program__insns(long program);

    @IgnoreError
    int bpf_program__fd(long program);

    @IgnoreError
    int bpf_program__set_log_level(long program, int level);

    @IgnoreError
    int bpf_program__set_log_buf(long program, long buffer, long size);

    @IgnoreError
    int bpf_prog_test_run_opts(int program, long options);

    @IgnoreError
    int bpf_program__set_attach_target(long program, int target, @In String function);

    // Links: of an object's program, valid until they are destroyed or, at the latest, their object is closed
    long bpf_program__attach(long program);

    long bpf_program__attach_kprobe_opts(long program, @In String function, long options);

    long bpf_program__attach_kprobe_multi_opts(long program, @Nullable @In String pattern, long options);

    long bpf_program__attach_uprobe_opts(long program, int process, @In String file, long offset, long options);

    /** Strings by their addresses; the last argument is there for nobody, see {@link LibC#syscall}. */
    long bpf_program__attach_usdt(
            long program, long process, long file, long provider, long name, long options, long unused);

    long bpf_program__attach_raw_tracepoint(long program, @In String name);

    long bpf_program__attach_perf_event(long program, int event);

    long bpf_program__attach_iter(long program, long options);

    long bpf_map__attach_struct_ops(long map);

    @IgnoreError
    int bpf_link__fd(long link);

    @IgnoreError
    int bpf_link__destroy(long link);

    @IgnoreError
    int bpf_iter_create(int link);

    // Maps of an object
    @IgnoreError
    String bpf_map__name(long map);

    @IgnoreError
    int bpf_map__type(long map);

    @IgnoreError
    int bpf_map__set_type(long map, int type);

    @IgnoreError
    int bpf_map__key_size(long map);

    @IgnoreError
    int bpf_map__value_size(long map);

    @IgnoreError
    int bpf_map__max_entries(long map);

    @IgnoreError
    int bpf_map__set_max_entries(long map, int entries);

    @IgnoreError
    int bpf_map__map_flags(long map);

    @IgnoreError
    byte bpf_map__is_internal(long map);

    @IgnoreError
    int bpf_map__btf_key_type_id(long map);

    @IgnoreError
    int bpf_map__btf_value_type_id(long map);

    @IgnoreError
    long bpf_map__initial_value(long map, long sizeOut);

    @IgnoreError
    @Nullable
    String bpf_map__pin_path(long map);

    @IgnoreError
    int bpf_map__set_pin_path(long map, @Nullable @In String path);

    @IgnoreError
    int bpf_map__reuse_fd(long map, int fd);

    @IgnoreError
    int bpf_map__fd(long map);

    /** The definition of a map of maps' inner maps, until the object is loaded; 0 where it has none. */
    long bpf_map__inner_map(long map);

    // Entries of a loaded map
    @IgnoreError
    int bpf_map_lookup_elem(int map, long key, long value);

    @IgnoreError
    int bpf_map_update_elem(int map, long key, long value, long flags);

    @IgnoreError
    int bpf_map_delete_elem(int map, long key);

    @IgnoreError
    int bpf_map_get_next_key(int map, long key, long nextKey);

    @IgnoreError
    int bpf_map_lookup_and_delete_elem(int map, long key, long value);

    @IgnoreError
    int bpf_map_lookup_batch(int map, long in, long out, long keys, long values, long count, long options);

    @IgnoreError
    int bpf_map_lookup_and_delete_batch(int map, long in, long out, long keys, long values, long count, long options);

    @IgnoreError
    int bpf_map_update_batch(int map, long keys, long values, long count, long options);

    // Events
    long ring_buffer__new(int map, RingSample sample, long context, long options);

    @IgnoreError
    int ring_buffer__consume(long ring);

    @IgnoreError
    int ring_buffer__poll(long ring, int milliseconds);

    @IgnoreError
    void ring_buffer__free(long ring);

    /** Receives one event of a ring buffer. */
    @FunctionalInterface
    interface RingSample {
        /** Takes an event, which holds until it returns; a negative result ends the reading. */
        @Delegate
        int sample(long context, long data, long size);
    }

    long perf_buffer__new_raw(int map, long pages, long attributes, PerfRecord record, long context, long options);

    @IgnoreError
    int perf_buffer__consume(long buffer);

    @IgnoreError
    int perf_buffer__poll(long buffer, int milliseconds);

    @IgnoreError
    void perf_buffer__free(long buffer);

    /** Receives one record of a perf buffer. */
    @FunctionalInterface
    interface PerfRecord {
        /** Takes a {@code struct perf_event_header} and what follows; gives an {@code enum bpf_perf_event_ret}. */
        @Delegate
        int record(long context, int cpu, long header);
    }

    // Since libbpf 1.1: a call throws UnsatisfiedLinkError where it is missing
    long user_ring_buffer__new(int map, long options);

    long user_ring_buffer__reserve(long ring, int size);

    @IgnoreError
    void user_ring_buffer__submit(long ring, long sample);

    @IgnoreError
    void user_ring_buffer__free(long ring);

    // BTF
    long btf__load_vmlinux_btf();

    long btf__load_module_btf(@In String module, long vmlinux);

    long btf__new(long data, int size);

    @IgnoreError
    int btf__find_by_name_kind(long btf, @In String name, int kind);

    @IgnoreError
    void btf__free(long btf);

    @IgnoreError
    int btf__type_cnt(long btf);

    long btf__type_by_id(long btf, int id);

    @Nullable
    String btf__name_by_offset(long btf, int offset);

    @IgnoreError
    long btf__resolve_size(long btf, int id);

    long btf_dump__new(long btf, long print, long context, long options);

    @IgnoreError
    int btf_dump__dump_type(long dump, int id);

    @IgnoreError
    void btf_dump__free(long dump);
}
