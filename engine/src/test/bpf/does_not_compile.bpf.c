// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Has an error in line 8. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
SEC("xdp")
int undecided(struct xdp_md *ctx)
{
	return XDP_PERHAPS;
}
