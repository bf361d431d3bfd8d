// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Counts its runs; stands beside its skeleton. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 1);
} runs SEC(".maps");

SEC("xdp")
int count_run(struct xdp_md *ctx)
{
	__u32 zero = 0, *count = bpf_map_lookup_elem(&runs, &zero);

	if (count)
		*count += 1;
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
