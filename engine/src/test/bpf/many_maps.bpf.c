// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A program with as many maps as the kernel lets one have (MAX_USED_MAPS, 64). */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define EIGHT(does, n) does(n##0) does(n##1) does(n##2) does(n##3) does(n##4) does(n##5) does(n##6) does(n##7)
#define ALL(does)                                                                                             \
	EIGHT(does, 0) EIGHT(does, 1) EIGHT(does, 2) EIGHT(does, 3) EIGHT(does, 4) EIGHT(does, 5)             \
	EIGHT(does, 6) EIGHT(does, 7)

#define MAP(n)                                                                                                \
	struct {                                                                                              \
		__uint(type, BPF_MAP_TYPE_ARRAY);                                                             \
		__uint(max_entries, 1);                                                                       \
		__type(key, __u32);                                                                           \
		__type(value, __u32);                                                                         \
	} map_##n SEC(".maps");
/* One after the other: clang would keep all results on the stack. */
#define LOOK_UP(n)                                                                                            \
	found += bpf_map_lookup_elem(&map_##n, &key) != 0;                                                    \
	asm volatile("" : "+r"(found));

ALL(MAP)

SEC("xdp")
int many_maps(struct xdp_md *ctx)
{
	__u32 key = 0;
	int found = 0;

	ALL(LOOK_UP)
	return found;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
