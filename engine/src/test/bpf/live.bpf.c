// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs for live frames: what they do with frames is seen in maps and at the other end of a veth pair. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 4);
} seen SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 1);
} target SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 8);
} devices SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 1);
} cpus SEC(".maps");

/* Gives how often it was called before; live frames run one after the other. */
static __u32 count(__u32 key)
{
	__u32 *value = bpf_map_lookup_elem(&seen, &key);

	return value ? (*value)++ : 0;
}

static void set(__u32 key, __u32 to)
{
	bpf_map_update_elem(&seen, &key, &to, 0);
}

static __always_inline int to_target(void)
{
	__u32 zero = 0;
	__u32 *index = bpf_map_lookup_elem(&target, &zero);

	return index ? bpf_redirect(*index, 0) : XDP_ABORTED;
}

/* To the interface of the index in the map. */
SEC("xdp")
int redirects(struct xdp_md *ctx)
{
	count(0);
	return to_target();
}

SEC("xdp")
int by_device(struct xdp_md *ctx)
{
	return bpf_redirect_map(&devices, 3, XDP_DROP);
}

SEC("xdp")
int to_all_devices(struct xdp_md *ctx)
{
	return bpf_redirect_map(&devices, 0, BPF_F_BROADCAST | BPF_F_EXCLUDE_INGRESS);
}

SEC("xdp")
int by_cpu(struct xdp_md *ctx)
{
	return bpf_redirect_map(&cpus, 0, XDP_DROP);
}

/* Of four frames in a row, one for each verdict but abort. */
SEC("xdp")
int takes_turns(struct xdp_md *ctx)
{
	__u32 turn = count(0) % 4;

	return turn == 3 ? to_target() : XDP_DROP + turn;
}

/* Counts frames up in the packet itself: the largest number is what recycled memory kept. */
SEC("xdp")
int rewrites(struct xdp_md *ctx)
{
	__u8 *at = (void *)(long)ctx->data + 14;

	if ((void *)(at + 1) > (void *)(long)ctx->data_end)
		return XDP_ABORTED;
	*at += 1;
	set(1, *at);
	return XDP_DROP;
}

SEC("xdp")
int reads(struct xdp_md *ctx)
{
	__u32 *metadata = (void *)(long)ctx->data_meta;

	set(0, ctx->ingress_ifindex);
	set(1, ctx->data_end - ctx->data);
	set(2, (void *)(metadata + 1) > (void *)(long)ctx->data ? 0 : *metadata);
	set(3, ctx->rx_queue_index);
	return XDP_DROP;
}

SEC("xdp")
int prints(struct xdp_md *ctx)
{
	bpf_printk("frame %d", count(0));
	return XDP_DROP;
}

/* At the other end of the pair: counts frames of EtherType 0x88b5, of which only tests send any. */
SEC("xdp")
int arrives(struct xdp_md *ctx)
{
	__u16 *type = (void *)(long)ctx->data + 12;

	if ((void *)(type + 1) <= (void *)(long)ctx->data_end && *type == __builtin_bswap16(0x88b5))
		count(3);
	return XDP_DROP;
}

SEC("xdp/devmap")
int of_a_map(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
