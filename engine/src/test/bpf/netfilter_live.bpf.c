// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Drops datagrams of IPv4 without options whose first byte is 1, so that a test can name the one to drop at any hook. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* What is used of the kernel's types; all of them (vmlinux.h) take long to compile on an emulated machine. */
struct sk_buff;

struct bpf_nf_ctx {
	struct sk_buff *skb;
} __attribute__((preserve_access_index));

#define PAYLOAD 28 /* behind IPv4 and UDP */

extern int bpf_dynptr_from_skb(struct __sk_buff *skb, __u64 flags, struct bpf_dynptr *ptr) __ksym;
extern void *bpf_dynptr_slice(const struct bpf_dynptr *ptr, __u32 offset, void *buffer, __u32 size) __ksym;

SEC("netfilter")
int by_payload(struct bpf_nf_ctx *ctx)
{
	struct bpf_dynptr packet;
	__u8 buffer[1];
	__u8 *byte;

	if (bpf_dynptr_from_skb((struct __sk_buff *)ctx->skb, 0, &packet))
		return 1;
	byte = bpf_dynptr_slice(&packet, PAYLOAD, buffer, sizeof(buffer));
	return byte && *byte == 1 ? 0 : 1;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
