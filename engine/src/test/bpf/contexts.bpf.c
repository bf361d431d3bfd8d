// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs that read their context and write it. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct seen {
	__u32 ingress_ifindex;
	__u32 rx_queue_index;
	__u32 metadata;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 16);
} seen SEC(".maps");

static void see(__u32 index, __u32 value)
{
	bpf_map_update_elem(&seen, &index, &value, BPF_ANY);
}

SEC("xdp")
int xdp_reads(struct xdp_md *ctx)
{
	__u32 *metadata = (void *)(long)ctx->data_meta;

	see(0, ctx->ingress_ifindex);
	see(1, ctx->rx_queue_index);
	if ((void *)(metadata + 1) <= (void *)(long)ctx->data)
		see(2, *metadata);
	see(3, ctx->data_end - ctx->data);
	return XDP_PASS;
}

SEC("xdp")
int xdp_returns_queue(struct xdp_md *ctx)
{
	return ctx->rx_queue_index;
}

SEC("xdp")
int xdp_adds_metadata(struct xdp_md *ctx)
{
	__u32 *metadata;

	if (bpf_xdp_adjust_meta(ctx, -(int)sizeof(*metadata)))
		return XDP_ABORTED;
	metadata = (void *)(long)ctx->data_meta;
	if ((void *)(metadata + 1) > (void *)(long)ctx->data)
		return XDP_ABORTED;
	*metadata = 0x04030201;
	return XDP_PASS;
}

SEC("tc")
int tc_context(struct __sk_buff *skb)
{
	see(0, skb->mark);
	see(1, skb->priority);
	see(2, skb->ingress_ifindex);
	see(3, skb->ifindex);
	see(4, skb->cb[1]);
	see(5, skb->wire_len);
	see(6, skb->gso_segs);
	see(7, skb->gso_size);
	see(8, (__u32)skb->tstamp);
	skb->mark = 7;
	skb->priority = 6;
	skb->cb[0] = 1;
	skb->cb[4] = 5;
	return 0;
}

SEC("cgroup_skb/egress")
int cgroup_verdict(struct __sk_buff *skb)
{
	return skb->mark & 3;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
