// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A program with a function that another object's may replace. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__attribute__((noinline)) int verdict(struct xdp_md *ctx)
{
	volatile int answer = XDP_PASS;

	return answer;
}

SEC("xdp")
int ask(struct xdp_md *ctx)
{
	return verdict(ctx);
}

char LICENSE[] SEC("license") = "GPL";
