// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A program that loads with CAP_BPF alone, and is attached with CAP_NET_ADMIN besides. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("cgroup_skb/egress") int pass(struct __sk_buff *skb)
{
	return 1;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
