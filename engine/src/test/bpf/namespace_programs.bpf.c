// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs of network namespaces: one that leads every port to one socket, one that counts what it takes apart. */
#include <linux/bpf.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

__u32 calls;
__u32 refused;

/* The EtherType of what was taken apart last. */
__be16 seen_protocol;

struct {
	__uint(type, BPF_MAP_TYPE_SOCKMAP);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} sockets SEC(".maps");

SEC("sk_lookup") int every_port(struct bpf_sk_lookup *ctx)
{
	struct bpf_sock *socket;
	__u32 key = 0;
	long error;

	__sync_fetch_and_add(&calls, 1);
	if (refused)
		return SK_DROP;
	socket = bpf_map_lookup_elem(&sockets, &key);
	if (!socket)
		return SK_PASS;
	error = bpf_sk_assign(ctx, socket, 0);
	bpf_sk_release(socket);
	return error ? SK_DROP : SK_PASS;
}

SEC("flow_dissector") int dissect(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&calls, 1);
	seen_protocol = skb->flow_keys->n_proto;
	return BPF_OK;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
