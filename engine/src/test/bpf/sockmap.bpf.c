// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs of maps of sockets: each passes, drops or redirects, as a test says. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* 0 passes, 1 drops, 2 redirects to a socket's peer, 3 to the socket itself. */
__u32 mode;

/* The number or key of the socket to redirect to. */
__u32 target;

/* How long a message is; 0 for all there is. */
__u32 message_length;

__u32 calls;

struct {
	__uint(type, BPF_MAP_TYPE_SOCKMAP);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} sockets SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_SOCKHASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} hashed SEC(".maps");

SEC("sk_skb/stream_parser") int parser(struct __sk_buff *skb)
{
	return message_length ? message_length : skb->len;
}

static __always_inline int decide(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&calls, 1);
	if (mode == 1)
		return SK_DROP;
	if (mode == 2)
		return bpf_sk_redirect_map(skb, &sockets, target, 0);
	if (mode == 3)
		return bpf_sk_redirect_map(skb, &sockets, target, BPF_F_INGRESS);
	return SK_PASS;
}

SEC("sk_skb/stream_verdict") int stream_verdict(struct __sk_buff *skb)
{
	return decide(skb);
}

SEC("sk_skb/verdict") int verdict(struct __sk_buff *skb)
{
	return decide(skb);
}

/* For a hook that the test names. */
SEC("sk_skb") int unnamed(struct __sk_buff *skb)
{
	return decide(skb);
}

SEC("sk_msg") int message(struct sk_msg_md *msg)
{
	__u32 key = target;

	__sync_fetch_and_add(&calls, 1);
	if (mode == 1)
		return SK_DROP;
	if (mode == 2)
		return bpf_msg_redirect_hash(msg, &hashed, &key, 0);
	if (mode == 3)
		return bpf_msg_redirect_hash(msg, &hashed, &key, BPF_F_INGRESS);
	return SK_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
