// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs for the routes of hosts: each counts, and returns what the map says. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define IPV6_HEADER 40
#define TAG 6 /* of a segment routing header */

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 1);
} seen SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 1);
} verdict SEC(".maps");

static int decide(void)
{
	__u32 zero = 0;
	__u32 *count = bpf_map_lookup_elem(&seen, &zero);
	__u32 *wanted = bpf_map_lookup_elem(&verdict, &zero);

	if (count)
		(*count)++;
	return wanted && *wanted == BPF_DROP ? BPF_DROP : BPF_OK;
}

SEC("lwt_in")
int in(struct __sk_buff *skb)
{
	return decide();
}

SEC("lwt_out")
int out(struct __sk_buff *skb)
{
	return decide();
}

SEC("lwt_xmit")
int xmit(struct __sk_buff *skb)
{
	return decide();
}

/* Writes a tag into the routing header, behind which IPv6 starts. */
SEC("lwt_seg6local")
int seg6local(struct __sk_buff *skb)
{
	__u8 tag[] = { 0x12, 0x34 };

	if (bpf_lwt_seg6_store_bytes(skb, IPV6_HEADER + TAG, tag, sizeof(tag)))
		return BPF_DROP;
	return decide();
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
