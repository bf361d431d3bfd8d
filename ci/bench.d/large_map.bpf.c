// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A hash of structs, to be read whole. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct traffic {
	__u64 packets;
	__u64 bytes;
	__u32 source;
	__u32 state;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, __u32);
	__type(value, struct traffic);
	__uint(max_entries, 1 << 20);
} traffic SEC(".maps");

SEC("xdp")
int count(struct xdp_md *ctx)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&traffic, &key) ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
