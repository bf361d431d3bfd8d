// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Drops IPv4 packets whose sender prescribes their route (options 131 and 137), and those whose options contradict
 * themselves. Walks the options with bpf_loop, so it needs Linux 5.17 or newer, and reads them with bpf_xdp_load_bytes,
 * so it needs 5.18: older verifiers do not know these functions.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define END_OF_OPTIONS 0
#define NO_OPERATION 1
#define LOOSE_SOURCE_ROUTE 131
#define STRICT_SOURCE_ROUTE 137
#define MOST_OPTIONS 40

struct walk {
	struct xdp_md *ctx;
	__u32 at;  /* the next option, in bytes from the frame's begin */
	__u32 end; /* behind the last */
	__u32 verdict;
};

static long stop(struct walk *walk, __u32 verdict)
{
	walk->verdict = verdict;
	return 1;
}

static long look_at_option(__u32 index, void *context)
{
	struct walk *walk = context;
	__u8 type, length;

	if (walk->at >= walk->end || bpf_xdp_load_bytes(walk->ctx, walk->at, &type, 1))
		return 1;
	if (type == END_OF_OPTIONS)
		return 1;
	if (type == NO_OPERATION) {
		walk->at += 1;
		return 0;
	}
	if (type == LOOSE_SOURCE_ROUTE || type == STRICT_SOURCE_ROUTE)
		return stop(walk, XDP_DROP);
	if (walk->at + 1 >= walk->end || bpf_xdp_load_bytes(walk->ctx, walk->at + 1, &length, 1))
		return stop(walk, XDP_DROP);
	if (length < 2 || walk->at + length > walk->end)
		return stop(walk, XDP_DROP);
	walk->at += length;
	return 0;
}

SEC("xdp")
int source_route(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);

	if ((void *)(ip + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP))
		return XDP_PASS;
	struct walk walk = {
		.ctx = ctx,
		.at = sizeof(*eth) + sizeof(*ip),
		.end = sizeof(*eth) + ip->ihl * 4,
		.verdict = XDP_PASS,
	};
	bpf_loop(MOST_OPTIONS, look_at_option, &walk, 0);
	return walk.verdict;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
