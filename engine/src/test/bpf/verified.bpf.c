// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs whose cost to the verifier a test can foretell. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

int passes(struct xdp_md *ctx);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__array(values, int(void *));
} stages SEC(".maps") = {
	.values = {[0] = (void *)&passes},
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} flows SEC(".maps");

const volatile unsigned int turns = 4;

/* Two instructions, no branch, no stack. */
SEC("xdp")
int passes(struct xdp_md *ctx)
{
	return XDP_PASS;
}

/* What the verifier goes through grows with the constant. */
SEC("xdp")
int counts(struct xdp_md *ctx)
{
	unsigned int sum = 0;

	for (unsigned int i = 0; i < turns; i++) {
		asm volatile("%[sum] += 3" : [sum] "+r"(sum));
	}
	return sum == 7 ? XDP_DROP : XDP_PASS;
}

/* More than the million instructions that the verifier goes through. */
SEC("?xdp")
int counts_on(struct xdp_md *ctx)
{
	__u64 sum = ctx->rx_queue_index;

	for (unsigned int i = 0; i < 400000; i++) {
		asm volatile("%[sum] += 3" : [sum] "+r"(sum));
	}
	return sum == 7 ? XDP_DROP : XDP_PASS;
}

static __noinline int deep(__u64 seed)
{
	volatile __u64 words[4] = {seed, seed, seed, seed};

	return words[seed & 3] ? XDP_DROP : XDP_PASS;
}

/* 8 bytes of stack in the program, 32 in its function. */
SEC("xdp")
int stacks(struct xdp_md *ctx)
{
	volatile __u64 seed = ctx->rx_queue_index;

	return deep(seed);
}

char LICENSE[] SEC("license") = "GPL";
