// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A static variable whose name its mock has too. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static __u32 calls;

__weak __noinline int judge(struct xdp_md *ctx)
{
	return ctx->data_end - ctx->data > 100 ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int decide(struct xdp_md *ctx)
{
	calls++;
	return judge(ctx);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
