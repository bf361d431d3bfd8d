// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Tracing programs of the functions that the kernel calls in a test run, and of one that it does not. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 3);
	__type(key, __u32);
	__type(value, __u64);
} seen SEC(".maps");

static void note(__u32 key, __u64 value)
{
	bpf_map_update_elem(&seen, &key, &value, BPF_ANY);
}

/* An int lies in the lower half of its slot; what stands above it is nobody's (5.10 leaves what was there). */
static void note_int(__u32 key, __u64 slot)
{
	note(key, (__u32)slot);
}

/* bpf_fentry_test1(1) */
SEC("fentry/bpf_fentry_test1")
int enter(__u64 *ctx)
{
	note_int(0, ctx[0]);
	return 0;
}

/* bpf_fentry_test2(2, 3); its result stands behind the arguments */
SEC("fexit/bpf_fentry_test2")
int leave(__u64 *ctx)
{
	note_int(0, ctx[0]);
	note(1, ctx[1]);
	note_int(2, ctx[2]);
	return 0;
}

SEC("fmod_ret/bpf_modify_return_test")
int observe(__u64 *ctx)
{
	note_int(0, ctx[0]);
	return 0;
}

SEC("fmod_ret/bpf_modify_return_test")
int override(__u64 *ctx)
{
	return 7;
}

/* A test run of an fentry program calls other functions. */
SEC("fentry/bpf_modify_return_test")
int not_called(__u64 *ctx)
{
	note(0, 1);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
