// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* What replays are to show: a program that changes packets, and one whose verdicts depend on what came before. */
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u32 seen = 0;

/* Clears the first byte of every packet that does not begin with zero. */
SEC("xdp")
int first_byte_cleared(struct xdp_md *ctx)
{
	__u8 *first = (void *)(long)ctx->data;

	if ((void *)(first + 1) <= (void *)(long)ctx->data_end)
		*first = 0;
	return XDP_PASS;
}

SEC("xdp")
int first_five_pass(struct xdp_md *ctx)
{
	return seen++ < 5 ? XDP_PASS : XDP_DROP;
}

const volatile __u32 longest = 100;

SEC("xdp")
int by_length(struct xdp_md *ctx)
{
	return ctx->data_end - ctx->data > longest ? XDP_DROP : XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
