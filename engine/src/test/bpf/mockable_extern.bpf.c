// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Leaves a function to whoever links it. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

extern __u64 now(void);

SEC("xdp")
int clock(struct xdp_md *ctx)
{
	return now() == 42;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
