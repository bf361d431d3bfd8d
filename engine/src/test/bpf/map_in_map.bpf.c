// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Maps of maps; the program counts packets in the inner map of the packet's first byte. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct counters {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, __u32);
	__type(value, __u64);
	__uint(max_entries, 4);
} initial SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__type(key, __u32);
	__uint(max_entries, 3);
	__array(values, struct counters);
} by_index SEC(".maps") = {
	.values = { [0] = (void *)&initial },
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH_OF_MAPS);
	__type(key, __u16);
	__uint(max_entries, 2);
	__array(values, struct counters);
} by_key SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 4);
} other SEC(".maps");

SEC("xdp")
int count(struct xdp_md *ctx)
{
	unsigned char *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	__u32 index, zero = 0;
	__u64 one = 1, *counter;
	void *inner;

	if (data + 14 > end)
		return XDP_ABORTED;
	index = data[0];
	inner = bpf_map_lookup_elem(&by_index, &index);
	if (!inner)
		return XDP_DROP;
	counter = bpf_map_lookup_elem(inner, &zero);
	if (counter)
		(*counter)++;
	else
		bpf_map_update_elem(inner, &zero, &one, BPF_ANY);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
