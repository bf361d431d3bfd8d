// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A hash table that grows and shrinks, which headers before Linux 7.3 do not name; it wants to be told not to allocate ahead. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, 35);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1000);
	__type(key, __u32);
	__type(value, __u64);
} seen SEC(".maps");

/* Counts packets by their length. */
SEC("xdp")
int count(struct xdp_md *ctx)
{
	__u32 length = ctx->data_end - ctx->data;
	__u64 one = 1;
	__u64 *counted = bpf_map_lookup_elem(&seen, &length);

	if (counted)
		*counted += 1;
	else
		bpf_map_update_elem(&seen, &length, &one, BPF_NOEXIST);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
