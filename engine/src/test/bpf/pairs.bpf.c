// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Filters that differ from each other in one constant, or in one entry of a map. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/pkt_cls.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct network {
	__u32 prefix;
	__be32 address;
};

#define NETWORKS(name) \
	struct { \
		__uint(type, BPF_MAP_TYPE_LPM_TRIE); \
		__uint(map_flags, BPF_F_NO_PREALLOC); \
		__type(key, struct network); \
		__type(value, __u32); \
		__uint(max_entries, 16); \
	} name SEC(".maps")

NETWORKS(wide);
NETWORKS(narrow);

#define COUNTS(name) \
	struct { \
		__uint(type, BPF_MAP_TYPE_ARRAY); \
		__type(key, __u32); \
		__type(value, __u64); \
		__uint(max_entries, 2); \
	} name SEC(".maps")

COUNTS(seen);

static __always_inline struct iphdr *ip4(struct xdp_md *ctx)
{
	struct ethhdr *eth = (void *)(long)ctx->data;
	struct iphdr *ip = (void *)(eth + 1);

	if ((void *)(ip + 1) > (void *)(long)ctx->data_end || eth->h_proto != bpf_htons(ETH_P_IP))
		return 0;
	return ip->ihl == 5 && ip->version == 4 ? ip : 0;
}

static __always_inline struct tcphdr *tcp(struct xdp_md *ctx)
{
	struct iphdr *ip = ip4(ctx);
	struct tcphdr *tcp = (void *)(ip + 1);

	if (!ip || ip->protocol != IPPROTO_TCP || (void *)(tcp + 1) > (void *)(long)ctx->data_end)
		return 0;
	return tcp;
}

static __always_inline struct udphdr *udp(struct xdp_md *ctx)
{
	struct iphdr *ip = ip4(ctx);
	struct udphdr *udp = (void *)(ip + 1);

	if (!ip || ip->protocol != IPPROTO_UDP || (void *)(udp + 1) > (void *)(long)ctx->data_end)
		return 0;
	return udp;
}

#define FILTER(name, found, header, drop) \
	SEC("xdp") \
	int name(struct xdp_md *ctx) \
	{ \
		found = header(ctx); \
		return h && (drop) ? XDP_DROP : XDP_PASS; \
	}

FILTER(udp_port, struct udphdr *h, udp, h->dest == bpf_htons(5353))
FILTER(udp_port_other, struct udphdr *h, udp, h->dest == bpf_htons(5354))

FILTER(tcp_range, struct tcphdr *h, tcp, bpf_ntohs(h->dest) >= 6000 && bpf_ntohs(h->dest) <= 6063)
FILTER(tcp_range_other, struct tcphdr *h, tcp, bpf_ntohs(h->dest) >= 6000 && bpf_ntohs(h->dest) <= 6062)

FILTER(flag, struct tcphdr *h, tcp, h->syn && !h->ack)
FILTER(flag_other, struct tcphdr *h, tcp, h->syn)

FILTER(urgent, struct tcphdr *h, tcp, h->syn && h->fin)
FILTER(urgent_other, struct tcphdr *h, tcp, h->syn && h->fin && !h->urg)

FILTER(prefix, struct iphdr *h, ip4, (bpf_ntohl(h->saddr) & 0xfffff000) == 0x0a6f3000)
FILTER(prefix_other, struct iphdr *h, ip4, (bpf_ntohl(h->saddr) & 0xfffff800) == 0x0a6f3000)

FILTER(swapped, struct iphdr *h, ip4, (h->daddr & bpf_htonl(0xffffff00)) == bpf_htonl(0xc6336400))
FILTER(swapped_other, struct iphdr *h, ip4, (h->daddr & bpf_htonl(0xffffff80)) == bpf_htonl(0xc6336400))

FILTER(offset, struct iphdr *h, ip4, (bpf_ntohs(h->frag_off) & 0x1fff) == 185)
FILTER(offset_other, struct iphdr *h, ip4, (bpf_ntohs(h->frag_off) & 0x1fff) == 186)

FILTER(overlap, struct iphdr *h, ip4, (h->frag_off & bpf_htons(0x1fff)) == bpf_htons(1) && h->protocol == IPPROTO_TCP)
FILTER(overlap_other, struct iphdr *h, ip4, (h->frag_off & bpf_htons(0x1fff)) == bpf_htons(2) && h->protocol == IPPROTO_TCP)

static __always_inline int listed(void *networks, struct iphdr *ip)
{
	struct network key = { 32, ip->saddr };

	return bpf_map_lookup_elem(networks, &key) != 0;
}

FILTER(lpm, struct iphdr *h, ip4, listed(&wide, h))
FILTER(lpm_other, struct iphdr *h, ip4, listed(&narrow, h))

/* Passes all, and counts; another build counts otherwise. */
#ifndef STEP
#define STEP 1
#endif

static __always_inline int counted(__u32 key, __u64 by)
{
	__u64 *count = bpf_map_lookup_elem(&seen, &key);

	if (count)
		*count += by;
	return XDP_PASS;
}

SEC("xdp")
int count(struct xdp_md *ctx)
{
	return counted(0, STEP);
}

/* Answers to UDP, at once and otherwise. */
SEC("xdp")
int answer(struct xdp_md *ctx)
{
	struct udphdr *h = udp(ctx);

	if (!h)
		return XDP_PASS;
	h->source = bpf_htons(53);
	return XDP_TX;
}

SEC("xdp")
int answer_other(struct xdp_md *ctx)
{
	struct udphdr *h = udp(ctx);

	if (!h)
		return XDP_PASS;
	h->source = bpf_htons(54);
	return XDP_TX;
}

/* The first five packets pass. */
SEC("xdp")
int first_five(struct xdp_md *ctx)
{
	__u32 key = 1;
	__u64 *count = bpf_map_lookup_elem(&seen, &key);

	if (!count || *count >= 5)
		return XDP_DROP;
	*count += 1;
	return XDP_PASS;
}

SEC("tc")
int udp_port_tc(struct __sk_buff *skb)
{
	struct ethhdr *eth = (void *)(long)skb->data;
	struct iphdr *ip = (void *)(eth + 1);
	struct udphdr *udp = (void *)(ip + 1);

	if ((void *)(udp + 1) > (void *)(long)skb->data_end || eth->h_proto != bpf_htons(ETH_P_IP))
		return TC_ACT_OK;
	return ip->ihl == 5 && ip->version == 4 && ip->protocol == IPPROTO_UDP && udp->dest == bpf_htons(5353)
		? TC_ACT_SHOT : TC_ACT_OK;
}
