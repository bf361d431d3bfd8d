// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Tells whether the packet's hardware timestamp has the value of a test. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

const volatile __u64 expected = 0;

SEC("tc")
int is_expected(struct __sk_buff *skb)
{
	return skb->hwtstamp == expected;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
