// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs that show what the kernel's test run does: each counts its runs in the packet or in a map. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 4);
} seen SEC(".maps");

static __always_inline void see(__u32 key, __u32 value)
{
	bpf_map_update_elem(&seen, &key, &value, BPF_ANY);
}

static __always_inline void count(__u32 key)
{
	__u32 *value = bpf_map_lookup_elem(&seen, &key);

	if (value)
		(*value)++;
}

static __always_inline int look(struct xdp_md *ctx)
{
	__u8 *at = (void *)(long)ctx->data + 14;

	count(0);
	see(1, ctx->data_end - ctx->data);
	see(2, bpf_xdp_get_buff_len(ctx));
	if ((void *)(at + 1) <= (void *)(long)ctx->data_end)
		*at += 1;
	return XDP_TX;
}

SEC("xdp")
int linear(struct xdp_md *ctx)
{
	return look(ctx);
}

SEC("xdp.frags")
int multi_buffer(struct xdp_md *ctx)
{
	return look(ctx);
}

/* Reads and changes the last byte, which only a program that knows of fragments reaches. */
SEC("xdp.frags")
int last_byte(struct xdp_md *ctx)
{
	__u32 last = bpf_xdp_get_buff_len(ctx) - 1;
	__u8 byte = 0;

	if (bpf_xdp_load_bytes(ctx, last, &byte, 1))
		return XDP_ABORTED;
	see(3, byte);
	byte += 1;
	return bpf_xdp_store_bytes(ctx, last, &byte, 1) ? XDP_ABORTED : XDP_PASS;
}

SEC("xdp")
int adds_metadata(struct xdp_md *ctx)
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

/* Notes the first and the last byte of metadata, its length and the packet's, and changes both bytes. */
SEC("xdp")
int ends_of_metadata(struct xdp_md *ctx)
{
	__u8 *first = (void *)(long)ctx->data_meta;
	__u8 *data = (void *)(long)ctx->data;
	__u32 length = ctx->data - ctx->data_meta;
	__u8 *last = first + ((length - 1) & 0xff);

	if (first + 1 > data || last + 1 > data)
		return XDP_ABORTED;
	see(0, *first);
	see(1, *last);
	see(2, length);
	see(3, ctx->data_end - ctx->data);
	*first += 1;
	*last += 1;
	return XDP_PASS;
}

SEC("xdp")
int redirects(struct xdp_md *ctx)
{
	return bpf_redirect(1, 0);
}

SEC("tc")
int counts(struct __sk_buff *skb)
{
	count(0);
	return 0;
}

/* Changes a byte of the payload and no checksum. */
SEC("tc")
int edits(struct __sk_buff *skb)
{
	__u8 byte = 'y';

	return bpf_skb_store_bytes(skb, skb->len - 1, &byte, 1, 0) ? 2 : 0;
}

/* Sets what a test run does not give back, and notes that it is there. */
SEC("tc")
int sets_what_stays(struct __sk_buff *skb)
{
	skb->tc_classid = 0x42;
	bpf_set_hash(skb, 0x1234);
	if (bpf_skb_vlan_push(skb, bpf_htons(ETH_P_8021Q), 5))
		return 2;
	see(0, skb->tc_classid);
	see(1, skb->hash);
	see(2, skb->vlan_tci);
	see(3, skb->gso_size);
	return 0;
}

/* Pushes as many tags as the mark says, up to two. */
SEC("tc")
int pushes_tags(struct __sk_buff *skb)
{
	if (bpf_skb_vlan_push(skb, bpf_htons(ETH_P_8021Q), 5))
		return 2;
	return skb->mark > 1 && bpf_skb_vlan_push(skb, bpf_htons(ETH_P_8021AD), 6) ? 2 : 0;
}

/* Adds the nanoseconds that it takes to what earlier runs took. */
SEC("tc")
int takes_time(struct __sk_buff *skb)
{
	__u64 begin = bpf_ktime_get_ns();
	__u32 key = 0;
	__u32 *total = bpf_map_lookup_elem(&seen, &key);

	for (int i = 0; i < 200; i++)
		bpf_ktime_get_ns();
	if (total)
		*total += bpf_ktime_get_ns() - begin;
	return 0;
}

SEC("socket")
int sees_network_layer(struct __sk_buff *skb)
{
	__u8 first = 0;

	bpf_skb_load_bytes(skb, 0, &first, 1);
	return first;
}

char LICENSE[] SEC("license") = "GPL";
