// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Has a static variable of a name that what it is linked to uses for its own. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static __u32 calls;

__noinline int judge(struct xdp_md *ctx)
{
	calls += 10;
	return ctx ? XDP_TX : XDP_ABORTED;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
