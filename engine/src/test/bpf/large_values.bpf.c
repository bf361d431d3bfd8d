// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A hash whose values are so large that few fit into one read of many entries. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct page {
	unsigned char bytes[100000];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, __u32);
	__type(value, struct page);
	__uint(max_entries, 64);
} pages SEC(".maps");

SEC("xdp")
int pass(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
