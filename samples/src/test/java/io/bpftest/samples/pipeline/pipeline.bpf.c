// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * A filter in stages that call each other by tail calls: the first looks at the Ethernet header, the second at IPv4, the
 * last one counts UDP ports. What a stage finds out it hands on in a per-CPU array. A stage that is not there lets the
 * packet pass.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define UDP 17

enum stage { STAGE_IP4, STAGE_UDP, STAGES };

struct finding {
	__u32 network; /* where the IPv4 header begins */
	__u32 transport;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__type(key, __u32);
	__type(value, struct finding);
	__uint(max_entries, 1);
} findings SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, __be16);
	__type(value, __u32);
	__uint(max_entries, 1024);
} ports SEC(".maps");

int ip4(struct xdp_md *ctx);
int udp(struct xdp_md *ctx);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, STAGES);
	__type(key, __u32);
	__array(values, int(void *));
} stages SEC(".maps") = {
	.values = {
		[STAGE_IP4] = (void *)&ip4,
		[STAGE_UDP] = (void *)&udp,
	},
};

static __always_inline struct finding *finding(void)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&findings, &key);
}

SEC("xdp")
int ethernet(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = data;
	struct finding *found = finding();

	if (!found || (void *)(eth + 1) > end)
		return XDP_DROP;
	if (eth->h_proto == bpf_htons(ETH_P_IP)) {
		found->network = sizeof(*eth);
		bpf_tail_call(ctx, &stages, STAGE_IP4);
	}
	return XDP_PASS;
}

SEC("xdp")
int ip4(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	void *end = (void *)(long)ctx->data_end;
	struct finding *found = finding();
	struct iphdr *ip;

	if (!found || found->network > 64)
		return XDP_ABORTED;
	ip = data + found->network;
	if ((void *)(ip + 1) > end || ip->ttl <= 1)
		return XDP_DROP;
	if (ip->protocol == UDP) {
		found->transport = found->network + ip->ihl * 4;
		bpf_tail_call(ctx, &stages, STAGE_UDP);
	}
	return XDP_PASS;
}

SEC("xdp")
int udp(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	void *end = (void *)(long)ctx->data_end;
	struct finding *found = finding();
	struct udphdr *header;
	__u32 *count, first = 1;

	if (!found || found->transport > 128)
		return XDP_ABORTED;
	header = data + found->transport;
	if ((void *)(header + 1) > end || !header->dest)
		return XDP_DROP;
	count = bpf_map_lookup_elem(&ports, &header->dest);
	if (count)
		*count += 1;
	else
		bpf_map_update_elem(&ports, &header->dest, &first, BPF_ANY);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
