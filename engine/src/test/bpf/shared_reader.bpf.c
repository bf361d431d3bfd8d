// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
	__uint(max_entries, 1);
	__uint(pinning, LIBBPF_PIN_BY_NAME);
} shared_state SEC(".maps");

SEC("tc")
int reader(struct __sk_buff *skb)
{
	__u32 zero = 0, *value = bpf_map_lookup_elem(&shared_state, &zero);

	return value && *value == 42 ? 2 : 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
