// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A map of events, beside the maps of variables that libbpf makes. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

const volatile __u32 limit = 1;
__u32 seen;

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 65536);
} events SEC(".maps");

SEC("xdp")
int reports(struct xdp_md *ctx)
{
	__u32 length = ctx->data_end - ctx->data;

	seen++;
	if (length > limit)
		bpf_ringbuf_output(&events, &length, sizeof(length), 0);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
