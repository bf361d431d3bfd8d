// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Lets a source send a packet only when it has waited long enough since its last one. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, __be32);
	__type(value, __u64);
	__uint(max_entries, 1024);
} last_seen SEC(".maps");

/* How long a source has to wait, in nanoseconds. */
__weak __noinline __u64 waiting_time(__u32 source)
{
	return 1000000000;
}

SEC("xdp")
int pacer(struct xdp_md *ctx)
{
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = (void *)(long)ctx->data;
	struct iphdr *ip = (void *)(eth + 1);
	__u64 now, *last;
	__be32 source;

	if ((void *)(ip + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	source = ip->saddr;
	now = bpf_ktime_get_ns();
	last = bpf_map_lookup_elem(&last_seen, &source);
	if (last && now - *last < waiting_time(source))
		return XDP_DROP;
	if (bpf_map_update_elem(&last_seen, &source, &now, BPF_ANY))
		return XDP_ABORTED;
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
