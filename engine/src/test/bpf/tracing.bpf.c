// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A program that kernels in lockdown refuse even to root, beside one that they take. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("fentry/bpf_fentry_test1")
int traced(void *ctx)
{
	return 0;
}

SEC("xdp")
int pass(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
