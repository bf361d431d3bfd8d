// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * A TCP proxy whose bytes never leave the kernel: what one socket of a pair receives, the other sends. What belongs to no
 * pair yet goes to the proxy itself.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* The proxy's sockets by their cookies. */
struct {
	__uint(type, BPF_MAP_TYPE_SOCKHASH);
	__uint(max_entries, 1024);
	__type(key, __u64);
	__type(value, __u64);
} sockets SEC(".maps");

struct partner {
	__u64 cookie;
	__u64 bytes;
};

/* The other socket of a pair, and how much went there. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u64);
	__type(value, struct partner);
} partners SEC(".maps");

SEC("sk_skb/stream_verdict")
int splice(struct __sk_buff *skb)
{
	__u64 cookie = bpf_get_socket_cookie(skb);
	struct partner *partner = bpf_map_lookup_elem(&partners, &cookie);

	if (!partner)
		return SK_PASS;
	__sync_fetch_and_add(&partner->bytes, skb->len);
	return bpf_sk_redirect_hash(skb, &sockets, &partner->cookie, 0);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
