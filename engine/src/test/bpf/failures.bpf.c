// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Small programs as users have them, for what their failing tests print. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, __be32);
	__type(value, __u64);
	__uint(max_entries, 16);
} blocked SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u64);
	__uint(max_entries, 4);
} counters SEC(".maps");

const volatile __u16 allowed_port = 443;

SEC("xdp")
int filters(struct xdp_md *ctx)
{
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = (void *)(long)ctx->data;
	struct iphdr *ip = (void *)(eth + 1);
	struct udphdr *udp = (void *)(ip + 1);
	__u32 zero = 0;
	__u64 *count = bpf_map_lookup_elem(&counters, &zero);

	if (count)
		(*count)++;
	if ((void *)(udp + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_DROP;
	if (bpf_map_lookup_elem(&blocked, &ip->saddr))
		return XDP_DROP;
	if (bpf_ntohs(udp->dest) != allowed_port)
		bpf_printk("no rule for port %d", bpf_ntohs(udp->dest));
	return XDP_PASS;
}

SEC("xdp")
int routes(struct xdp_md *ctx)
{
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = (void *)(long)ctx->data;
	struct iphdr *ip = (void *)(eth + 1);

	if ((void *)(ip + 1) > end)
		return XDP_PASS;
	/* The checksum should follow. */
	ip->ttl--;
	return XDP_TX;
}

SEC("tc")
int marks(struct __sk_buff *skb)
{
	skb->mark = 7;
	skb->cb[0] = 1;
	return 0;
}

SEC("socket")
int cuts(struct __sk_buff *skb)
{
	return 20;
}

SEC("cgroup_skb/egress")
int allows(struct __sk_buff *skb)
{
	return 1;
}

SEC("lwt_xmit")
int forwards(struct __sk_buff *skb)
{
	return BPF_OK;
}

char LICENSE[] SEC("license") = "GPL";
