// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Defines a map as was done before BTF. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__u32 type, key_size, value_size, max_entries, map_flags;
} counters SEC("maps") = { BPF_MAP_TYPE_ARRAY, 4, 8, 1 };

SEC("xdp")
int pass(struct xdp_md *ctx)
{
	return bpf_map_lookup_elem(&counters, &(__u32){ 0 }) ? XDP_PASS : XDP_ABORTED;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
