// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A small filter: IPv4 sources in a trie, ports in a hash, verdicts counted in an array. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct prefix {
	__u32 length;
	__be32 address;
};

struct port_rule {
	__u8 protocol;
	__u8 unused;
	__be16 port;
};

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1024);
	__type(key, struct prefix);
	__type(value, __u64);
} blocked SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 256);
	__type(key, struct port_rule);
	__type(value, __u32);
} port_rules SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 5);
	__type(key, __u32);
	__type(value, __u64);
} verdicts SEC(".maps");

static __always_inline int counted(__u32 verdict)
{
	__u64 *count = bpf_map_lookup_elem(&verdicts, &verdict);

	if (count)
		*count += 1;
	return verdict;
}

static __always_inline int by_port(__u8 protocol, __be16 port)
{
	struct port_rule rule = { .protocol = protocol, .port = port };
	__u32 *verdict = bpf_map_lookup_elem(&port_rules, &rule);

	return counted(verdict ? *verdict & 3 : XDP_PASS);
}

SEC("xdp")
int small_filter(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);
	struct prefix source = { .length = 32 };
	void *transport;
	__u64 *hits;

	if ((void *)(ip + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP))
		return counted(XDP_PASS);
	if (ip->ihl < 5 || ip->version != 4)
		return counted(XDP_DROP);

	source.address = ip->saddr;
	hits = bpf_map_lookup_elem(&blocked, &source);
	if (hits) {
		__sync_fetch_and_add(hits, 1);
		return counted(XDP_DROP);
	}

	transport = (void *)ip + ip->ihl * 4;
	if (ip->protocol == IPPROTO_TCP) {
		struct tcphdr *tcp = transport;

		if ((void *)(tcp + 1) > end)
			return counted(XDP_DROP);
		return by_port(IPPROTO_TCP, tcp->dest);
	}
	if (ip->protocol == IPPROTO_UDP) {
		struct udphdr *udp = transport;

		if ((void *)(udp + 1) > end)
			return counted(XDP_DROP);
		return by_port(IPPROTO_UDP, udp->dest);
	}
	return counted(XDP_PASS);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
