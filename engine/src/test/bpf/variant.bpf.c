// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Returns how it was built and what was set before it was loaded, and counts its runs. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#ifndef BUILD
#define BUILD 10
#endif

const volatile __u32 number;

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 1);
} runs SEC(".maps");

SEC("xdp")
int built(struct xdp_md *ctx)
{
	__u32 zero = 0, *count = bpf_map_lookup_elem(&runs, &zero);

	if (count)
		*count += 1;
	return BUILD + number;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
