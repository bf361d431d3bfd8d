// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Calls a helper that is for GPL programs only, under another licence. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int gpl_helper(struct xdp_md *ctx)
{
	bpf_printk("hello");
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Proprietary";
