// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A choice that is settled when it is inlined: clang would add 0 to its counter, which it takes for a load. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

static __always_inline int choose(int known)
{
	return known ? 5 : 7;
}

SEC("xdp")
int settled(struct xdp_md *ctx)
{
	return choose(0);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
