// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A program for each hook that decides about addresses: counts its calls, refuses, or leads elsewhere. */
#include <linux/bpf.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

/* What the programs do; nothing but counting unless a test says otherwise. */
__u32 refused;
__be32 to_ip4;
__be32 to_ip6[4];
__be16 to_port;

/* What they saw last. */
__u32 calls;
__be32 seen_ip4;
__be32 seen_ip6[4];
__be16 seen_port;

static __always_inline void count(struct bpf_sock_addr *ctx)
{
	__sync_fetch_and_add(&calls, 1);
	seen_port = ctx->user_port;
}

static __always_inline void lead4(struct bpf_sock_addr *ctx)
{
	count(ctx);
	seen_ip4 = ctx->user_ip4;
	if (to_port) {
		ctx->user_ip4 = to_ip4;
		ctx->user_port = to_port;
	}
}

static __always_inline void lead6(struct bpf_sock_addr *ctx)
{
	count(ctx);
	seen_ip6[0] = ctx->user_ip6[0];
	seen_ip6[1] = ctx->user_ip6[1];
	seen_ip6[2] = ctx->user_ip6[2];
	seen_ip6[3] = ctx->user_ip6[3];
	if (to_port) {
		ctx->user_ip6[0] = to_ip6[0];
		ctx->user_ip6[1] = to_ip6[1];
		ctx->user_ip6[2] = to_ip6[2];
		ctx->user_ip6[3] = to_ip6[3];
		ctx->user_port = to_port;
	}
}

/* Hooks that may refuse. */
#define DECIDES(hook, family)                                                                                          \
	SEC("cgroup/" #hook) int hook(struct bpf_sock_addr *ctx)                                                       \
	{                                                                                                              \
		lead##family(ctx);                                                                                     \
		return !refused;                                                                                       \
	}

/* Hooks that only tell an address. */
#define TELLS(hook, family)                                                                                            \
	SEC("cgroup/" #hook) int hook(struct bpf_sock_addr *ctx)                                                       \
	{                                                                                                              \
		lead##family(ctx);                                                                                     \
		return 1;                                                                                              \
	}

DECIDES(connect4, 4)
DECIDES(connect6, 6)
DECIDES(bind4, 4)
DECIDES(bind6, 6)
DECIDES(sendmsg4, 4)
DECIDES(sendmsg6, 6)
TELLS(recvmsg4, 4)
TELLS(recvmsg6, 6)
TELLS(getpeername4, 4)
TELLS(getpeername6, 6)
TELLS(getsockname4, 4)
TELLS(getsockname6, 6)

char LICENSE[] SEC("license") = "Dual BSD/GPL";
