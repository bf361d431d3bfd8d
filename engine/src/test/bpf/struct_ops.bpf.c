// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* An operation of TCP congestion control, as far as it can be loaded without being registered. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* libbpf finds the kernel's struct by its name, and the members by theirs. */
struct tcp_congestion_ops {
	__u32 (*ssthresh)(void *sk);
	char name[16];
};

SEC("struct_ops/ssthresh")
__u32 half_of_nothing(unsigned long long *ctx)
{
	return 2;
}

SEC(".struct_ops")
struct tcp_congestion_ops never_registered = {
	.ssthresh = (void *)half_of_nothing,
	.name = "bpf_test_none",
};

char LICENSE[] SEC("license") = "GPL";
