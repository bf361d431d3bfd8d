// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * A small load balancer: datagrams for a virtual address go to one of its backends, wrapped into IP once more (RFC 2003),
 * and leave by the interface that they came in by. The same client always gets the same backend.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct backend {
	__be32 address;
	__u8 mac[6];
	__u16 unused;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, struct backend);
	__uint(max_entries, 16);
} backends SEC(".maps");

/* Set before the program is loaded. */
const volatile __u32 virtual_address;
const volatile __u32 backend_count = 1;

static __always_inline __u16 checksum(const struct iphdr *ip)
{
	const __u16 *words = (const void *)ip;
	__u32 sum = 0;

	for (int i = 0; i < (int)sizeof(*ip) / 2; i++)
		sum += words[i];
	sum = (sum & 0xffff) + (sum >> 16);
	sum = (sum & 0xffff) + (sum >> 16);
	return ~sum;
}

SEC("xdp")
int xdp_balancer(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = data, old;
	struct iphdr *ip = data + sizeof(*eth), *outer;
	struct udphdr *udp = (void *)(ip + 1);
	struct backend *backend;
	__u16 length;
	__u32 index;

	if ((void *)(udp + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP) || ip->ihl != 5 ||
	    ip->protocol != IPPROTO_UDP || bpf_ntohl(ip->daddr) != virtual_address)
		return XDP_PASS;
	index = (bpf_ntohl(ip->saddr) + bpf_ntohs(udp->source)) % (backend_count ? backend_count : 1);
	backend = bpf_map_lookup_elem(&backends, &index);
	if (!backend || !backend->address)
		return XDP_DROP;
	old = *eth;
	length = bpf_ntohs(ip->tot_len);
	if (bpf_xdp_adjust_head(ctx, -(int)sizeof(*outer)))
		return XDP_ABORTED;
	data = (void *)(long)ctx->data;
	end = (void *)(long)ctx->data_end;
	eth = data;
	outer = data + sizeof(*eth);
	if ((void *)(outer + 1) > end)
		return XDP_ABORTED;
	__builtin_memcpy(eth->h_dest, backend->mac, ETH_ALEN);
	__builtin_memcpy(eth->h_source, old.h_dest, ETH_ALEN);
	eth->h_proto = bpf_htons(ETH_P_IP);
	__builtin_memset(outer, 0, sizeof(*outer));
	outer->version = 4;
	outer->ihl = 5;
	outer->ttl = 64;
	outer->protocol = IPPROTO_IPIP;
	outer->tot_len = bpf_htons(length + sizeof(*outer));
	outer->saddr = bpf_htonl(virtual_address);
	outer->daddr = backend->address;
	outer->check = checksum(outer);
	return XDP_TX;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
