// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Sends the number behind a packet's Ethernet header through a ring buffer and a perf buffer. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} ring SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(__u32));
} perf SEC(".maps");

SEC("xdp")
int send(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	__u32 number;

	if (data + 18 > end)
		return XDP_ABORTED;
	number = *(__u32 *)(data + 14);
	bpf_ringbuf_output(&ring, &number, sizeof(number), 0);
	bpf_perf_event_output(ctx, &perf, BPF_F_CURRENT_CPU, &number, sizeof(number));
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
