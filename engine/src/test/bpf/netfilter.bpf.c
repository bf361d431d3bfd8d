// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Netfilter programs: one decides by the TTL, one shows what it is given. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* What is used of the kernel's types; all of them (vmlinux.h) take long to compile on an emulated machine. */
struct net_device {
	int ifindex;
} __attribute__((preserve_access_index));

struct nf_hook_state {
	__u8 hook;
	__u8 pf;
	struct net_device *in;
	struct net_device *out;
} __attribute__((preserve_access_index));

struct sk_buff {
	unsigned int len;
	__be16 protocol;
} __attribute__((preserve_access_index));

struct bpf_nf_ctx {
	const struct nf_hook_state *state;
	struct sk_buff *skb;
} __attribute__((preserve_access_index));

extern int bpf_dynptr_from_skb(struct __sk_buff *skb, __u64 flags, struct bpf_dynptr *ptr) __ksym;
extern void *bpf_dynptr_slice(const struct bpf_dynptr *ptr, __u32 offset, void *buffer, __u32 size) __ksym;

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 8);
} seen SEC(".maps");

static void see(__u32 index, __u32 value)
{
	bpf_map_update_elem(&seen, &index, &value, BPF_ANY);
}

static int first_byte(struct bpf_nf_ctx *ctx, __u32 offset)
{
	struct bpf_dynptr packet;
	__u8 buffer[1];
	__u8 *byte;

	if (bpf_dynptr_from_skb((struct __sk_buff *)ctx->skb, 0, &packet))
		return -1;
	byte = bpf_dynptr_slice(&packet, offset, buffer, sizeof(buffer));
	return byte ? *byte : -1;
}

/* Byte 8 is the TTL of IPv4. */
SEC("netfilter")
int by_ttl(struct bpf_nf_ctx *ctx)
{
	return first_byte(ctx, 8) > 1 ? 1 : 0;
}

SEC("netfilter")
int reads(struct bpf_nf_ctx *ctx)
{
	see(0, ctx->state->hook);
	see(1, ctx->state->pf);
	see(2, ctx->state->in ? ctx->state->in->ifindex : 0);
	see(3, ctx->state->out ? ctx->state->out->ifindex : 0);
	see(4, ctx->skb->len);
	see(5, first_byte(ctx, 0));
	see(6, ctx->skb->protocol);
	return 1;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
