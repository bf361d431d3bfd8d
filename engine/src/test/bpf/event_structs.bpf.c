// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Sends structs, and takes one. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct flow_event {
	__be32 source;
	__be16 port;
	__u16 length;
	__u64 number;
};

/* Used by local variables only, which clang tells nobody of. */
struct hidden_event {
	__u32 number;
};

const struct flow_event *unused __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} ring SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(__u32));
} perf SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_USER_RINGBUF);
	__uint(max_entries, 4096);
} requests SEC(".maps");

__u64 number;

SEC("xdp")
int send(struct xdp_md *ctx)
{
	struct flow_event event = { 0x0100007f, 0x5000, ctx->data_end - ctx->data, ++number };

	bpf_ringbuf_output(&ring, &event, sizeof(event), 0);
	bpf_perf_event_output(ctx, &perf, BPF_F_CURRENT_CPU, &event, sizeof(event));
	return XDP_PASS;
}

SEC("xdp")
int send_short(struct xdp_md *ctx)
{
	struct hidden_event event = { 7 };

	bpf_ringbuf_output(&ring, &event, sizeof(event), 0);
	return XDP_PASS;
}

static long take(struct bpf_dynptr *sample, void *context)
{
	struct flow_event event = {};

	bpf_dynptr_read(&event, sizeof(event), sample, 0, 0);
	number = event.number;
	return 0;
}

SEC("xdp")
int drain(struct xdp_md *ctx)
{
	bpf_user_ringbuf_drain(&requests, take, 0, 0);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
