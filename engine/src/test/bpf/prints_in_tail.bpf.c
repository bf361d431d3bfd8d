// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A program that prints nothing itself and calls one that does. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int called(struct xdp_md *ctx)
{
	bpf_printk("called");
	return XDP_TX;
}

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__uint(key_size, sizeof(__u32));
	__array(values, int (void *));
} programs SEC(".maps") = {
	.values = { (void *)&called },
};

SEC("xdp")
int calls(struct xdp_md *ctx)
{
	bpf_tail_call(ctx, &programs, 0);
	return XDP_ABORTED;
}

char LICENSE[] SEC("license") = "GPL";
