// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A congestion control, whose function is switched off where a test names the other program alone. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("struct_ops/slow_start_threshold")
unsigned int slow_start_threshold(unsigned long long *ctx)
{
	return 2;
}

SEC(".struct_ops")
struct tcp_congestion_ops control = {
	.ssthresh = (void *)slow_start_threshold,
	.name = "bpf_test",
};

SEC("xdp")
int pass(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
