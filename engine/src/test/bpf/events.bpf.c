// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Sends as many events as the number behind a packet's Ethernet header says, numbered from run to run. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 65536);
} numbers SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(__u32));
} reports SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_USER_RINGBUF);
	__uint(max_entries, 4096);
} requests SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__type(value, __u32);
	__uint(max_entries, 16);
} taken SEC(".maps");

__u32 next_number;
__u64 next_report;
__u64 flags;

static __u32 asked(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;

	return data + 18 > end ? 0 : *(__u32 *)(data + 14);
}

static long send_one(__u32 i, void *context)
{
	__u32 number = next_number;

	if (bpf_ringbuf_output(&numbers, &number, sizeof(number), flags))
		return 1;
	next_number++;
	return 0;
}

SEC("xdp")
int send(struct xdp_md *ctx)
{
	flags = 0;
	bpf_loop(asked(ctx), send_one, 0, 0);
	return XDP_PASS;
}

SEC("xdp")
int send_silently(struct xdp_md *ctx)
{
	flags = BPF_RB_NO_WAKEUP;
	bpf_loop(asked(ctx), send_one, 0, 0);
	return XDP_PASS;
}


SEC("xdp")
int report(struct xdp_md *ctx)
{
	__u32 count = asked(ctx);

	for (int i = 0; i < 2048; i++) {
		if (i >= count)
			break;
		bpf_perf_event_output(ctx, &reports, BPF_F_CURRENT_CPU, &next_report, sizeof(next_report));
		next_report++;
	}
	return XDP_PASS;
}

static long take_one(struct bpf_dynptr *sample, void *context)
{
	__u32 value = 0;

	bpf_dynptr_read(&value, sizeof(value), sample, 0, 0);
	bpf_map_push_elem(&taken, &value, BPF_ANY);
	return 0;
}

SEC("xdp")
int drain(struct xdp_md *ctx)
{
	bpf_user_ringbuf_drain(&requests, take_one, 0, 0);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
