// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Tail calls by index, and an array of cgroups. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} stages SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u32);
} groups SEC(".maps");

SEC("xdp")
int dispatch(struct xdp_md *ctx)
{
	bpf_tail_call(ctx, &stages, 1);
	return XDP_PASS;
}

SEC("xdp")
int drops_every_packet(struct xdp_md *ctx)
{
	return XDP_DROP;
}

SEC("xdp")
int sends_back(struct xdp_md *ctx)
{
	return XDP_TX;
}

SEC("tc")
int in_group(struct __sk_buff *ctx)
{
	return bpf_current_task_under_cgroup(&groups, 0);
}

char LICENSE[] SEC("license") = "GPL";
