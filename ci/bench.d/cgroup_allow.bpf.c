// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* The shortest cgroup filter. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("cgroup_skb/ingress")
int cgroup_allow(struct __sk_buff *skb)
{
	return 1;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
