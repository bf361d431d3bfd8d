// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Flow dissectors: one that reads IP and ports, and some that only show what the kernel does with their keys. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct ports {
	__be16 source;
	__be16 destination;
};

static int transport(struct __sk_buff *skb, struct bpf_flow_keys *keys)
{
	struct ports *ports = (void *)(long)skb->data + (keys->thoff & 0xfff);

	if ((void *)(ports + 1) > (void *)(long)skb->data_end)
		return BPF_DROP;
	keys->sport = ports->source;
	keys->dport = ports->destination;
	return BPF_OK;
}

static int ip4(struct __sk_buff *skb, struct bpf_flow_keys *keys)
{
	struct iphdr *ip = (void *)(long)skb->data + (keys->nhoff & 0xfff);

	if ((void *)(ip + 1) > (void *)(long)skb->data_end)
		return BPF_DROP;
	keys->addr_proto = ETH_P_IP;
	keys->ipv4_src = ip->saddr;
	keys->ipv4_dst = ip->daddr;
	keys->ip_proto = ip->protocol;
	keys->thoff = keys->nhoff + sizeof(*ip);
	if (ip->frag_off & bpf_htons(0x3fff)) {
		keys->is_frag = 1;
		keys->is_first_frag = !(ip->frag_off & bpf_htons(0x1fff));
		if (!keys->is_first_frag || !(keys->flags & BPF_FLOW_DISSECTOR_F_PARSE_1ST_FRAG))
			return BPF_OK;
	}
	if (ip->protocol == 4)
		keys->is_encap = 1;
	return keys->is_encap ? BPF_OK : transport(skb, keys);
}

static int ip6(struct __sk_buff *skb, struct bpf_flow_keys *keys)
{
	struct ipv6hdr *ip = (void *)(long)skb->data + (keys->nhoff & 0xfff);

	if ((void *)(ip + 1) > (void *)(long)skb->data_end)
		return BPF_DROP;
	keys->addr_proto = ETH_P_IPV6;
	__builtin_memcpy(&keys->ipv6_src, &ip->saddr, 2 * sizeof(ip->saddr));
	keys->ip_proto = ip->nexthdr;
	keys->thoff = keys->nhoff + sizeof(*ip);
	keys->flow_label = *(__be32 *)ip & bpf_htonl(0xfffff);
	if (keys->flow_label && keys->flags & BPF_FLOW_DISSECTOR_F_STOP_AT_FLOW_LABEL)
		return BPF_OK;
	return transport(skb, keys);
}

SEC("flow_dissector")
int dissect(struct __sk_buff *skb)
{
	struct bpf_flow_keys *keys = skb->flow_keys;

	if (keys->n_proto == bpf_htons(ETH_P_IP))
		return ip4(skb, keys);
	if (keys->n_proto == bpf_htons(ETH_P_IPV6))
		return ip6(skb, keys);
	return BPF_FLOW_DISSECTOR_CONTINUE;
}

SEC("flow_dissector")
int far_offsets(struct __sk_buff *skb)
{
	skb->flow_keys->nhoff = 0;
	skb->flow_keys->thoff = 60000;
	return 77;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
