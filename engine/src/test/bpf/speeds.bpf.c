// SPDX-License-Identifier: MIT
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

// A thousand rounds of work that the compiler may not leave out.
#define ROUNDS 1000

volatile __u32 left_by_work;
__u64 runs;

static __always_inline void work(void)
{
	__u32 value = left_by_work;

	for (int i = 0; i < ROUNDS; i++) {
		value = value * 31 + i;
		asm volatile("" : "+r"(value));
	}
	left_by_work = value;
}

SEC("xdp")
int xdp_short(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("xdp")
int xdp_long(struct xdp_md *ctx)
{
	work();
	return XDP_PASS;
}

SEC("tc")
int tc_short(struct __sk_buff *skb)
{
	return 0;
}

SEC("tc")
int tc_long(struct __sk_buff *skb)
{
	work();
	return 0;
}

SEC("tc")
int tc_counts(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&runs, 1);
	return 0;
}

SEC("tc")
int tc_first_only(struct __sk_buff *skb)
{
	return __sync_fetch_and_add(&runs, 1) == 0 ? 0 : 2;
}

SEC("tc")
int tc_counts_down(struct __sk_buff *skb)
{
	__u8 ttl = 0;

	bpf_skb_load_bytes(skb, 22, &ttl, 1);
	// Stops at 0: going on from 255, some number of runs would leave what a single one does.
	if (ttl > 0)
		ttl--;
	bpf_skb_store_bytes(skb, 22, &ttl, 1, 0);
	return 0;
}

SEC("socket")
int socket_long(struct __sk_buff *skb)
{
	work();
	return 1;
}

SEC("cgroup_skb/ingress")
int cgroup_long(struct __sk_buff *skb)
{
	work();
	return 1;
}

SEC("lwt_in")
int lwt_long(struct __sk_buff *skb)
{
	work();
	return 0;
}

SEC("flow_dissector")
int flow_long(struct __sk_buff *skb)
{
	work();
	return 0;
}

SEC("sk_lookup")
int lookup_long(struct bpf_sk_lookup *ctx)
{
	work();
	return 1;
}

SEC("syscall")
int call_short(void *ctx)
{
	return 0;
}

char _license[] SEC("license") = "GPL";
