// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* What replaces a function of trace_replaced.bpf.c. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("freplace/verdict")
int drops(struct xdp_md *ctx)
{
	return XDP_DROP;
}

char LICENSE[] SEC("license") = "GPL";
