// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* One map of each first kind; the program counts packets in each. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define MAP(NAME, TYPE, KEY, VALUE, ENTRIES)                                                                           \
	struct {                                                                                                       \
		__uint(type, TYPE);                                                                                    \
		__type(key, KEY);                                                                                      \
		__type(value, VALUE);                                                                                  \
		__uint(max_entries, ENTRIES);                                                                          \
	} NAME SEC(".maps")

struct mac {
	unsigned char octets[6];
};

MAP(hash, BPF_MAP_TYPE_HASH, __u32, __u64, 4);
MAP(lru, BPF_MAP_TYPE_LRU_HASH, __u32, __u32, 2);
MAP(array, BPF_MAP_TYPE_ARRAY, __u32, __u64, 4);
MAP(small, BPF_MAP_TYPE_HASH, __u8, __u16, 4);
MAP(signed_values, BPF_MAP_TYPE_HASH, __s32, __s64, 4);
MAP(ports, BPF_MAP_TYPE_HASH, __be16, __be32, 4);
MAP(addresses, BPF_MAP_TYPE_HASH, __be32, struct mac, 4);
MAP(addresses6, BPF_MAP_TYPE_HASH, struct { unsigned char octets[16]; }, _Bool, 4);
MAP(percpu_hash, BPF_MAP_TYPE_PERCPU_HASH, __u32, __u32, 4);
MAP(percpu_array, BPF_MAP_TYPE_PERCPU_ARRAY, __u32, __u64, 2);

struct prefix4 {
	__u32 length;
	unsigned char data[4];
};

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__type(key, struct prefix4);
	__type(value, __u32);
	__uint(max_entries, 4);
	__uint(map_flags, BPF_F_NO_PREALLOC);
} trie SEC(".maps");

__u64 total;

SEC("xdp")
int count(struct xdp_md *ctx)
{
	__u32 zero = 0;
	__u64 one = 1, *value;
	__u32 *small_value;

	value = bpf_map_lookup_elem(&array, &zero);
	if (value)
		(*value)++;
	value = bpf_map_lookup_elem(&percpu_array, &zero);
	if (value)
		(*value)++;
	value = bpf_map_lookup_elem(&hash, &zero);
	if (value)
		(*value)++;
	else
		bpf_map_update_elem(&hash, &zero, &one, BPF_ANY);
	small_value = bpf_map_lookup_elem(&trie, &(struct prefix4){ 32, { 10, 1, 2, 3 } });
	if (small_value)
		(*small_value)++;
	total++;
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
