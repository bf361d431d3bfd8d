// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs of single sockets: a filter, and choices among sockets that share a port. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* How many bytes the filter leaves of a packet, headers included. */
__u32 kept;

/* Which of the sockets gets the packet. */
__u32 chosen;

__u32 calls;

struct {
	__uint(type, BPF_MAP_TYPE_REUSEPORT_SOCKARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} sockets SEC(".maps");

SEC("socket") int filter(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&calls, 1);
	return kept;
}

SEC("socket") int by_number(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&calls, 1);
	return chosen;
}

SEC("sk_reuseport") int by_map(struct sk_reuseport_md *ctx)
{
	__u32 key = chosen;

	__sync_fetch_and_add(&calls, 1);
	if (bpf_sk_select_reuseport(ctx, &sockets, &key, 0))
		return SK_DROP;
	return SK_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
