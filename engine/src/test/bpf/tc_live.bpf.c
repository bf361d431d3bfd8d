// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs for TC hooks of interfaces: each leaves its mark in a map, in the order they run in. */
#include <linux/bpf.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 2);
} trail SEC(".maps");

#define EXPERIMENTAL 0xb588 /* EtherType 0x88b5 in network order */

static void leave(struct __sk_buff *skb, __u32 mark)
{
	__u32 zero = 0;
	__u32 *value = bpf_map_lookup_elem(&trail, &zero);

	if (value && skb->protocol == EXPERIMENTAL)
		*value = *value * 10 + mark;
}

SEC("tc")
int one(struct __sk_buff *skb)
{
	leave(skb, 1);
	return TC_ACT_UNSPEC;
}

SEC("tc")
int two(struct __sk_buff *skb)
{
	leave(skb, 2);
	return TC_ACT_UNSPEC;
}

SEC("tc")
int three(struct __sk_buff *skb)
{
	leave(skb, 3);
	return TC_ACT_UNSPEC;
}

/* Sends what comes in back by the interface of the index in the map. */
SEC("tc")
int redirects(struct __sk_buff *skb)
{
	__u32 one = 1;
	__u32 *index = bpf_map_lookup_elem(&trail, &one);

	return index && skb->protocol == EXPERIMENTAL ? bpf_redirect(*index, 0) : TC_ACT_UNSPEC;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
