// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs that select a socket. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_SOCKMAP);
	__type(key, __u32);
	__type(value, __u64);
	__uint(max_entries, 2);
} sockets SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 16);
} seen SEC(".maps");

const volatile __u64 assign_flags;

static void see(__u32 index, __u32 value)
{
	bpf_map_update_elem(&seen, &index, &value, BPF_ANY);
}

static long assign(struct bpf_sk_lookup *ctx, __u32 key)
{
	struct bpf_sock *socket = bpf_map_lookup_elem(&sockets, &key);
	long error;

	if (!socket)
		return 0;
	error = bpf_sk_assign(ctx, socket, assign_flags);
	bpf_sk_release(socket);
	return error;
}

/* To port 23 nobody may; to others the socket 0, or 1 for UDP, where there is one. */
SEC("sk_lookup")
int steer(struct bpf_sk_lookup *ctx)
{
	if (ctx->local_port == 23)
		return SK_DROP;
	assign(ctx, ctx->protocol == 17);
	return SK_PASS;
}

SEC("sk_lookup")
int assigns_but_drops(struct bpf_sk_lookup *ctx)
{
	assign(ctx, 0);
	return SK_DROP;
}

SEC("sk_lookup")
int reads(struct bpf_sk_lookup *ctx)
{
	see(0, ctx->family);
	see(1, ctx->protocol);
	see(2, ctx->remote_port);
	see(3, ctx->local_port);
	see(4, ctx->remote_ip4);
	see(5, ctx->local_ip4);
	see(6, ctx->remote_ip6[0]);
	see(7, ctx->remote_ip6[3]);
	see(8, ctx->local_ip6[0]);
	see(9, ctx->local_ip6[3]);
	see(10, ctx->ingress_ifindex);
	return SK_PASS;
}

/* A section that libbpf does not know: the handle tells the type. */
SEC("steering")
int refuses_all(struct bpf_sk_lookup *ctx)
{
	return SK_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
