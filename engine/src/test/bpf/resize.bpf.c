// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs whose output has another size than their input. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

const volatile int grow_head = 0;
const volatile int grow_tail = 0;

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u64);
	__uint(max_entries, 1);
} runs SEC(".maps");

static void count(void)
{
	__u32 zero = 0;
	__u64 *run = bpf_map_lookup_elem(&runs, &zero);

	if (run)
		(*run)++;
}

SEC("xdp")
int xdp_resize(struct xdp_md *ctx)
{
	count();
	if (grow_head && bpf_xdp_adjust_head(ctx, -grow_head))
		return XDP_ABORTED;
	if (grow_tail && bpf_xdp_adjust_tail(ctx, grow_tail))
		return XDP_ABORTED;
	return XDP_TX;
}

SEC("xdp.frags")
int xdp_frags(struct xdp_md *ctx)
{
	count();
	return grow_tail && bpf_xdp_adjust_tail(ctx, grow_tail) ? XDP_ABORTED : XDP_TX;
}

SEC("tc")
int tc_resize(struct __sk_buff *skb)
{
	count();
	if (grow_tail && bpf_skb_change_tail(skb, skb->len + grow_tail, 0))
		return 2;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
