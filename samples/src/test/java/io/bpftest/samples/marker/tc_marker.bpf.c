// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * A TC egress classifier. By destination port it gives a packet its class: a DSCP in the IP header, the priority of
 * its VLAN tag, and the socket buffer's mark for later filters and routing. It also sends packets for certain IPv4
 * addresses to certain MAC addresses. Whoever set a DSCP without being entitled to one loses it.
 */
#include <stdbool.h>
#include <stddef.h>
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define IP_OFFSET_MASK 0x1fff
#define ECN_MASK 0x03
#define CLASS_DROP 64 /* one above the last DSCP */

/* The mark of a class is this plus its DSCP, so that a mark of 0 stays "not seen by this program". */
const volatile __u32 mark_base = 0x100;

/* A DSCP, or CLASS_DROP, by IP protocol (upper 16 bits) and destination port (lower 16 bits). */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 256);
	__type(key, __u32);
	__type(value, __u32);
} classes SEC(".maps");

struct mac {
	__u8 bytes[ETH_ALEN];
};

/* The MAC address that packets for an IPv4 address go to. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 256);
	__type(key, __be32);
	__type(value, struct mac);
} next_hops SEC(".maps");

/* Bytes sent by mark. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 128);
	__type(key, __u32);
	__type(value, __u64);
} sent SEC(".maps");

struct vlan_tag {
	__be16 control;
	__be16 type;
};

/* A transport header starts with these, whether TCP or UDP. */
struct ports {
	__be16 source;
	__be16 destination;
};

/* Reads the class of a packet whose transport header stands at an offset; 0, best effort, if there is no rule. */
static __always_inline __u32 class_of(struct __sk_buff *skb, __u8 protocol, __u32 offset)
{
	struct ports ports;
	if (protocol != IPPROTO_TCP && protocol != IPPROTO_UDP)
		return 0;
	if (bpf_skb_load_bytes(skb, offset, &ports, sizeof(ports)))
		return 0;
	__u32 rule = protocol << 16 | bpf_ntohs(ports.destination);
	const __u32 *class = bpf_map_lookup_elem(&classes, &rule);
	return class ? *class : 0;
}

static __always_inline void mark(struct __sk_buff *skb, __u32 class)
{
	skb->mark = mark_base + class;
	__u32 key = skb->mark;
	__u64 bytes = skb->len;
	__u64 *total = bpf_map_lookup_elem(&sent, &key);
	if (total)
		__sync_fetch_and_add(total, bytes);
	else
		bpf_map_update_elem(&sent, &key, &bytes, BPF_ANY);
}

/* Sets the priority of the VLAN tag in front of the IP header to the DSCP's upper three bits, as 802.1p maps them. */
static __always_inline void set_priority(struct __sk_buff *skb, __u32 tag_offset, __u32 class)
{
	struct vlan_tag tag;
	if (bpf_skb_load_bytes(skb, tag_offset, &tag, sizeof(tag)))
		return;
	tag.control = bpf_htons((bpf_ntohs(tag.control) & 0x1fff) | class >> 3 << 13);
	bpf_skb_store_bytes(skb, tag_offset, &tag, sizeof(tag), 0);
}

static __always_inline int classify4(struct __sk_buff *skb, __u32 offset, __u32 *class)
{
	struct iphdr ip;
	if (bpf_skb_load_bytes(skb, offset, &ip, sizeof(ip)) || ip.version != 4 || ip.ihl < 5)
		return TC_ACT_UNSPEC;
	/* Later fragments have no ports; they are best effort, as their first fragment should have been. */
	if (!(ip.frag_off & bpf_htons(IP_OFFSET_MASK)))
		*class = class_of(skb, ip.protocol, offset + ip.ihl * 4);
	if (*class >= CLASS_DROP)
		return TC_ACT_SHOT;

	/* The checksum helper takes 16-bit words: the one that holds the type of service, before and after. */
	__u8 before[2] = { ip.version << 4 | ip.ihl, ip.tos };
	__u8 after[2] = { before[0], *class << 2 | (ip.tos & ECN_MASK) };
	bpf_l3_csum_replace(skb, offset + offsetof(struct iphdr, check), *(__u16 *)before, *(__u16 *)after, 2);
	bpf_skb_store_bytes(skb, offset, after, sizeof(after), 0);

	const struct mac *next_hop = bpf_map_lookup_elem(&next_hops, &ip.daddr);
	if (next_hop)
		bpf_skb_store_bytes(skb, offsetof(struct ethhdr, h_dest), next_hop, sizeof(*next_hop), 0);
	return TC_ACT_OK;
}

static __always_inline int classify6(struct __sk_buff *skb, __u32 offset, __u32 *class)
{
	struct ipv6hdr ip;
	if (bpf_skb_load_bytes(skb, offset, &ip, sizeof(ip)) || ip.version != 6)
		return TC_ACT_UNSPEC;
	*class = class_of(skb, ip.nexthdr, offset + sizeof(ip));
	if (*class >= CLASS_DROP)
		return TC_ACT_SHOT;

	/* Version, traffic class and flow label share 32 bits: 4, 6 of DSCP and 2 of ECN, 20. No checksum covers them. */
	__be32 word;
	__builtin_memcpy(&word, &ip, sizeof(word));
	word = (word & bpf_htonl(0xf03fffff)) | bpf_htonl(*class << 22);
	bpf_skb_store_bytes(skb, offset, &word, sizeof(word), 0);
	return TC_ACT_OK;
}

SEC("tc")
int tc_marker(struct __sk_buff *skb)
{
	struct ethhdr ethernet;
	if (bpf_skb_load_bytes(skb, 0, &ethernet, sizeof(ethernet)))
		return TC_ACT_UNSPEC;
	__u32 offset = sizeof(ethernet);
	__be16 type = ethernet.h_proto;
	bool tagged = type == bpf_htons(ETH_P_8021Q);
	if (tagged) {
		struct vlan_tag tag;
		if (bpf_skb_load_bytes(skb, offset, &tag, sizeof(tag)))
			return TC_ACT_UNSPEC;
		offset += sizeof(tag);
		type = tag.type;
	}

	int verdict = TC_ACT_UNSPEC;
	__u32 class = 0;
	if (type == bpf_htons(ETH_P_IP))
		verdict = classify4(skb, offset, &class);
	else if (type == bpf_htons(ETH_P_IPV6))
		verdict = classify6(skb, offset, &class);
	if (verdict != TC_ACT_OK)
		return verdict;
	if (tagged)
		set_priority(skb, sizeof(ethernet), class);
	mark(skb, class);
	return verdict;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
