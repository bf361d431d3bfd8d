// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Maps without keys; the program takes a value out of the queue, puts it on the stack and into the filter. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__type(value, __u32);
	__uint(max_entries, 3);
} queue SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK);
	__type(value, __u32);
	__uint(max_entries, 3);
} stack SEC(".maps");

SEC("xdp")
int move(struct xdp_md *ctx)
{
	__u32 value;

	if (bpf_map_pop_elem(&queue, &value))
		return XDP_DROP;
	return bpf_map_push_elem(&stack, &value, BPF_ANY) ? XDP_ABORTED : XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
