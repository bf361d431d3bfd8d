// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* The shortest socket filter. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("socket")
int accept_all(struct __sk_buff *skb)
{
	return skb->len;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
