// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs for the hooks of sockets, their packets and options: each counts its calls, and does what a test says. */
#include <linux/bpf.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define SOL_SOCKET 1
#define SO_PRIORITY 12
#define SO_RCVLOWAT 18
#define UDP 17

__u32 refused;
__u32 calls;

/* The port whose packets are dropped. */
__u16 refused_port;

/* How often each event of TCP happened. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 32);
	__type(key, __u32);
	__type(value, __u64);
} events SEC(".maps");

static __always_inline int decide(void)
{
	__sync_fetch_and_add(&calls, 1);
	return !refused;
}

SEC("cgroup/sock_create") int sock_create(struct bpf_sock *sk)
{
	sk->priority = 5;
	return decide();
}

SEC("cgroup/sock_release") int sock_release(struct bpf_sock *sk)
{
	decide();
	return 1;
}

SEC("cgroup/post_bind4") int post_bind4(struct bpf_sock *sk)
{
	return decide() || sk->src_port != refused_port;
}

SEC("cgroup/post_bind6") int post_bind6(struct bpf_sock *sk)
{
	return decide() || sk->src_port != refused_port;
}

/* UDP over IPv4 without options to the port is dropped. */
static __always_inline int packet(struct __sk_buff *skb)
{
	__u8 protocol = 0;
	__be16 port = 0;

	decide();
	bpf_skb_load_bytes(skb, 9, &protocol, sizeof(protocol));
	bpf_skb_load_bytes(skb, 22, &port, sizeof(port));
	return protocol != UDP || bpf_ntohs(port) != refused_port;
}

SEC("cgroup_skb/ingress") int ingress(struct __sk_buff *skb)
{
	return packet(skb);
}

SEC("cgroup_skb/egress") int egress(struct __sk_buff *skb)
{
	return packet(skb);
}

/* For either way: the test says which. */
SEC("cgroup/skb") int either(struct __sk_buff *skb)
{
	return packet(skb);
}

SEC("cgroup/getsockopt") int getsockopt(struct bpf_sockopt *ctx)
{
	int *value = ctx->optval;

	if (ctx->level != SOL_SOCKET || ctx->optname != SO_PRIORITY)
		return 1;
	if (!decide())
		return 0;
	if ((void *)(value + 1) <= ctx->optval_end) {
		*value = 42;
		ctx->optlen = sizeof(*value);
		/* One store for both members is more than the verifier takes. */
		asm volatile("" ::: "memory");
		ctx->retval = 0;
	}
	return 1;
}

SEC("cgroup/setsockopt") int setsockopt(struct bpf_sockopt *ctx)
{
	int *value = ctx->optval;

	if (ctx->level != SOL_SOCKET || ctx->optname != SO_RCVLOWAT)
		return 1;
	if (!decide())
		return 0;
	if ((void *)(value + 1) <= ctx->optval_end)
		*value += 100;
	return 1;
}

SEC("sockops") int tcp_events(struct bpf_sock_ops *ctx)
{
	__u32 op = ctx->op;
	__u64 *count = bpf_map_lookup_elem(&events, &op);
	int priority = 6;

	if (count)
		__sync_fetch_and_add(count, 1);
	if (op == BPF_SOCK_OPS_ACTIVE_ESTABLISHED_CB)
		bpf_setsockopt(ctx, SOL_SOCKET, SO_PRIORITY, &priority, sizeof(priority));
	return 1;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
