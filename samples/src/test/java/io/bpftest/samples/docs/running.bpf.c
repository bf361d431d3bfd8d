// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A program of each type that docs/running.md shows a run of. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_SOCKMAP);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} servers SEC(".maps");

struct addition {
	__u32 left;
	__u32 right;
	__u64 sum;
};

/* What the kernel has of these, as far as it is needed: libbpf looks up where it stands. */
struct nf_hook_state {
	__u8 hook;
} __attribute__((preserve_access_index));

struct bpf_nf_ctx {
	const struct nf_hook_state *state;
} __attribute__((preserve_access_index));

/* Raises the tag in front of the packet, and drops packets without one. */
SEC("xdp")
int tagged(struct xdp_md *ctx)
{
	__u32 *tag = (void *)(long)ctx->data_meta;

	if ((void *)(tag + 1) > (void *)(long)ctx->data)
		return XDP_DROP;
	*tag += 1;
	bpf_printk("tag %d from interface %d", *tag, ctx->ingress_ifindex);
	return XDP_PASS;
}

/* The mark becomes the priority. */
SEC("tc")
int marker(struct __sk_buff *skb)
{
	skb->priority = skb->mark;
	skb->cb[0] = skb->ingress_ifindex;
	return 0;
}

SEC("lwt_xmit")
int tunnel(struct __sk_buff *skb)
{
	return skb->mark ? BPF_OK : BPF_DROP;
}

/* Only IPv4 without options and UDP. */
SEC("flow_dissector")
int dissect(struct __sk_buff *skb)
{
	struct bpf_flow_keys *keys = skb->flow_keys;
	struct iphdr *ip = (void *)(long)skb->data + (keys->nhoff & 0xff);
	struct udphdr *udp = (void *)(ip + 1);

	if (keys->n_proto != bpf_htons(ETH_P_IP) || (void *)(udp + 1) > (void *)(long)skb->data_end)
		return BPF_FLOW_DISSECTOR_CONTINUE;
	keys->addr_proto = ETH_P_IP;
	keys->ipv4_src = ip->saddr;
	keys->ipv4_dst = ip->daddr;
	keys->ip_proto = ip->protocol;
	keys->thoff = keys->nhoff + sizeof(*ip);
	keys->sport = udp->source;
	keys->dport = udp->dest;
	return BPF_OK;
}

/* Any port below 1024 is the first server's; nobody has port 23. */
SEC("sk_lookup")
int steer(struct bpf_sk_lookup *ctx)
{
	__u32 first = 0;
	struct bpf_sock *server;

	if (ctx->local_port == 23)
		return SK_DROP;
	server = ctx->local_port < 1024 ? bpf_map_lookup_elem(&servers, &first) : 0;
	if (server) {
		bpf_sk_assign(ctx, server, 0);
		bpf_sk_release(server);
	}
	return SK_PASS;
}

/* Nothing is forwarded. */
SEC("netfilter")
int guard(struct bpf_nf_ctx *ctx)
{
	return ctx->state->hook != 2 /* NF_INET_FORWARD */;
}

SEC("syscall")
int add(struct addition *addition)
{
	addition->sum = (__u64)addition->left + addition->right;
	return 0;
}

SEC("raw_tp/sched_switch")
int sum(struct bpf_raw_tracepoint_args *ctx)
{
	return ctx->args[0] + ctx->args[1];
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
