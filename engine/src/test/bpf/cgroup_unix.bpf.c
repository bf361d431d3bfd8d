// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A program for each hook of Unix sockets' addresses: counts its calls, refuses, or leads elsewhere. Linux 6.7. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct bpf_sock_addr_kern {
	__u32 uaddrlen;
} __attribute__((preserve_access_index));

extern void *bpf_cast_to_kern_ctx(void *) __ksym;
extern int bpf_sock_addr_set_sun_path(struct bpf_sock_addr_kern *ctx, const __u8 *path, __u32 path__sz) __ksym;

__u32 refused;
__u32 calls;

/* The path to lead to, with zeroes behind; a hook leads nowhere else while its length is 0. */
__u8 to_path[64];
__u32 to_length;

static __always_inline void lead(struct bpf_sock_addr *ctx)
{
	__u8 path[64];
	__u32 length = to_length;

	__sync_fetch_and_add(&calls, 1);
	__builtin_memcpy(path, to_path, sizeof(path));
	/* Kept from being worked out from what was known of the length before. */
	asm volatile("" : "+r"(length));
	length &= sizeof(path) - 1;
	if (length == 0)
		return;
	bpf_sock_addr_set_sun_path(bpf_cast_to_kern_ctx(ctx), path, length);
}

#define HOOK(name, result)                                                                                             \
	SEC("cgroup/" #name) int name(struct bpf_sock_addr *ctx)                                                       \
	{                                                                                                              \
		lead(ctx);                                                                                             \
		return result;                                                                                         \
	}

HOOK(connect_unix, !refused)
HOOK(sendmsg_unix, !refused)
HOOK(recvmsg_unix, 1)
HOOK(getpeername_unix, 1)
HOOK(getsockname_unix, 1)

char LICENSE[] SEC("license") = "Dual BSD/GPL";
