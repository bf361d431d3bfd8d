// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Functions that a mock may replace, and others that it cannot reach. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct reading {
	__u64 value;
	__u32 unit;
};

__weak __noinline __u64 now(void)
{
	return bpf_ktime_get_ns();
}

__weak __noinline int judge(struct xdp_md *ctx, __u32 length)
{
	return length > 100 ? XDP_DROP : XDP_PASS;
}

__weak __noinline int measure(struct reading *reading)
{
	return reading ? reading->unit : 0;
}

__noinline int strong(int value)
{
	return value ? value + 1 : 1;
}

static __noinline int fixed(volatile int *value)
{
	return *value;
}

static __always_inline int inlined(int value)
{
	return value * 3;
}

SEC("xdp")
int decide(struct xdp_md *ctx)
{
	return judge(ctx, ctx->data_end - ctx->data);
}

SEC("xdp")
int clock(struct xdp_md *ctx)
{
	return now() == 42;
}

SEC("xdp")
int others(struct xdp_md *ctx)
{
	struct reading reading = { .unit = ctx->ingress_ifindex };
	volatile int value = ctx->rx_queue_index;

	return measure(&reading) + strong(value) + fixed(&value) + inlined(value);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
