// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Holds a map of a kind whose content cannot be restored; the program passes packets of lengths that were added. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_BLOOM_FILTER);
	__type(value, __u32);
	__uint(max_entries, 8);
} seen SEC(".maps");

SEC("xdp")
int pass(struct xdp_md *ctx)
{
	__u32 length = ctx->data_end - ctx->data;

	return bpf_map_peek_elem(&seen, &length) ? XDP_DROP : XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
