// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Gives each source a budget of packets: XDP drops what a source sends beyond it. TC, behind XDP, lets in UDP only from
 * sources that something was sent to before.
 *
 * Built with -DNO_V6 it lets all IPv6 packets pass.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in6.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define UDP 17

const volatile __u32 budget = 5;

/* Packets seen of a source; an IPv4 address stands in the first four bytes. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, struct in6_addr);
	__type(value, __u32);
	__uint(max_entries, 1024);
} seen SEC(".maps");

/* Addresses that something was sent to. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, __be32);
	__type(value, __u32);
	__uint(max_entries, 1024);
} asked SEC(".maps");

static __always_inline int spend(struct in6_addr *source)
{
	__u32 *count = bpf_map_lookup_elem(&seen, source);
	__u32 first = 1;

	if (!count) {
		bpf_map_update_elem(&seen, source, &first, BPF_ANY);
		return budget >= 1 ? XDP_PASS : XDP_DROP;
	}
	if (*count >= budget)
		return XDP_DROP;
	*count += 1;
	return XDP_PASS;
}

SEC("xdp")
int limiter(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	void *end = (void *)(long)ctx->data_end;
	struct in6_addr source = {};
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);

	if ((void *)(ip + 1) > end)
		return XDP_PASS;
	if (eth->h_proto == bpf_htons(ETH_P_IP)) {
		source.s6_addr32[0] = ip->saddr;
		return spend(&source);
	}
#ifndef NO_V6
	struct ipv6hdr *ip6 = (void *)(eth + 1);

	if (eth->h_proto == bpf_htons(ETH_P_IPV6) && (void *)(ip6 + 1) <= end) {
		source = ip6->saddr;
		return spend(&source);
	}
#endif
	return XDP_PASS;
}

SEC("tc")
int outgoing(struct __sk_buff *skb)
{
	__be32 destination;
	__u32 one = 1;

	if (skb->protocol == bpf_htons(ETH_P_IP) &&
	    !bpf_skb_load_bytes(skb, ETH_HLEN + 16, &destination, sizeof(destination)))
		bpf_map_update_elem(&asked, &destination, &one, BPF_ANY);
	return TC_ACT_OK;
}

SEC("tc")
int incoming(struct __sk_buff *skb)
{
	__u8 protocol = 0;
	__be32 source;

	if (skb->protocol != bpf_htons(ETH_P_IP) ||
	    bpf_skb_load_bytes(skb, ETH_HLEN + 9, &protocol, sizeof(protocol)) || protocol != UDP ||
	    bpf_skb_load_bytes(skb, ETH_HLEN + 12, &source, sizeof(source)))
		return TC_ACT_OK;
	return bpf_map_lookup_elem(&asked, &source) ? TC_ACT_OK : TC_ACT_SHOT;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
