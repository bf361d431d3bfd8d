// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Two objects that pin a map by the same name: see shared_reader.bpf.c. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 1);
	__uint(pinning, LIBBPF_PIN_BY_NAME);
} shared_state SEC(".maps");

SEC("xdp")
int writer(struct xdp_md *ctx)
{
	__u32 zero = 0, value = 42;

	bpf_map_update_elem(&shared_state, &zero, &value, BPF_ANY);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
