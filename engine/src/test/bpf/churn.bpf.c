// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Removes and adds keys with each run; a key's value is the key. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define KEYS 64

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 2 * KEYS);
} churned SEC(".maps");

__u32 turn;

SEC("xdp")
int churn(struct xdp_md *ctx)
{
	__u32 fresh = turn++ % (2 * KEYS), stale = (fresh + KEYS) % (2 * KEYS);

	bpf_map_delete_elem(&churned, &stale);
	bpf_map_update_elem(&churned, &fresh, &fresh, BPF_ANY);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
