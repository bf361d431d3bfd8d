// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs of raw tracepoints, which a test run gives arguments of the test's own. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} seen SEC(".maps");

static void note(__u32 key, __u64 value)
{
	bpf_map_update_elem(&seen, &key, &value, BPF_ANY);
}

SEC("raw_tp/sched_switch")
int two_arguments(struct bpf_raw_tracepoint_args *ctx)
{
	note(0, ctx->args[0]);
	note(1, ctx->args[1]);
	return ctx->args[0] - ctx->args[1];
}

SEC("raw_tracepoint/sched_switch")
int last_argument(struct bpf_raw_tracepoint_args *ctx)
{
	return ctx->args[11];
}

SEC("raw_tp/sched_switch")
int tells_its_cpu(void *ctx)
{
	note(0, 1);
	return bpf_get_smp_processor_id();
}

struct switched {
	__u64 preempted;
	__u64 before;
	int after;
	int state;
};

SEC("raw_tp/sched_switch")
int own_struct(struct switched *ctx)
{
	note(0, ctx->before);
	note(1, ctx->after);
	return ctx->preempted;
}

/* An address that is none, as a test gives it for a pointer of the kernel. */
SEC("raw_tp/sched_switch")
int follows_a_pointer(struct bpf_raw_tracepoint_args *ctx)
{
	__u64 value = 0;

	return bpf_probe_read_kernel(&value, sizeof(value), (void *)ctx->args[0]);
}

SEC("raw_tp.w/sched_switch")
int writable(void *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
