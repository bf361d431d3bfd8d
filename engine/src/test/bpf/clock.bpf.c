// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Returns how many nanoseconds passed while it ran, by the clock that times a test run too. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int elapsed(struct xdp_md *ctx)
{
	__u64 begin = bpf_ktime_get_ns();

	for (int i = 0; i < 200; i++)
		bpf_ktime_get_ns();
	return bpf_ktime_get_ns() - begin;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
