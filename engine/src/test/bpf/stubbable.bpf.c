// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Calls helpers, itself and in subprograms, and tells what they returned. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u64 seen[4];
__u64 unrelated = 7;

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u64);
	__uint(max_entries, 1);
} results SEC(".maps");

#ifndef NO_EVENTS
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");
#endif

static __always_inline void tell(__u64 value)
{
	__u32 zero = 0;

	bpf_map_update_elem(&results, &zero, &value, BPF_ANY);
}

static __noinline __u64 in_static(void)
{
	return bpf_ktime_get_ns();
}

__noinline __u64 in_global(void)
{
	return in_static() + 1;
}

static long in_callback(__u32 index, void *context)
{
	*(__u64 *)context = bpf_ktime_get_ns();
	return 0;
}

SEC("xdp")
int direct(struct xdp_md *ctx)
{
	tell(bpf_ktime_get_ns());
	return XDP_PASS;
}

SEC("xdp")
int nested(struct xdp_md *ctx)
{
	tell(in_global());
	return XDP_PASS;
}

SEC("xdp")
int sharing(struct xdp_md *ctx)
{
	tell(in_static());
	return XDP_PASS;
}

SEC("xdp")
int looping(struct xdp_md *ctx)
{
	__u64 time = 0;

	bpf_loop(1, in_callback, &time, 0);
	tell(time);
	return XDP_PASS;
}

SEC("xdp")
int twice(struct xdp_md *ctx)
{
	__u64 begin = bpf_ktime_get_ns();

	tell(bpf_ktime_get_ns() - begin);
	return XDP_PASS;
}

#ifndef NO_EVENTS
SEC("xdp")
int sends(struct xdp_md *ctx)
{
	__u64 *record = bpf_ringbuf_reserve(&events, sizeof(*record), 0);

	if (!record)
		return XDP_DROP;
	*record = 1;
	bpf_ringbuf_submit(record, 0);
	return XDP_PASS;
}
#endif

SEC("xdp")
int spreads(struct xdp_md *ctx)
{
	__u32 zero = 0;
	__u64 value = bpf_get_prandom_u32() + bpf_get_smp_processor_id();

	return bpf_map_update_elem(&results, &zero, &value, BPF_ANY) ? XDP_ABORTED : XDP_PASS;
}

SEC("tc")
int sends_on(struct __sk_buff *skb)
{
	return bpf_redirect(1, 0);
}

SEC("tc")
int reads(struct __sk_buff *skb)
{
	__u8 first = 0;

	bpf_skb_load_bytes(skb, 0, &first, 1);
	return first;
}

SEC("xdp")
int calls_nothing(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
