// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Records the kernel's call stack at each run. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, 32 * sizeof(__u64));
	__uint(max_entries, 64);
} stacks SEC(".maps");

SEC("raw_tp/sched_switch")
int record(void *ctx)
{
	return bpf_get_stackid(ctx, &stacks, 0);
}

char LICENSE[] SEC("license") = "GPL";
