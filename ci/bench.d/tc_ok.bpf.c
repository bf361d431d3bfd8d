// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* The shortest TC classifier: what a run costs beside it is the cost of the run. */
#include <linux/bpf.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_helpers.h>

SEC("tc")
int tc_ok(struct __sk_buff *skb)
{
	return TC_ACT_OK;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
