// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs broken in typical ways, each rejected by all kernels: BrokenProgramsTest and its golden logs. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <bpf/bpf_helpers.h>

struct guarded {
	struct bpf_spin_lock lock;
	__u32 value;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, struct guarded);
	__uint(max_entries, 1);
} guards SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, __u32);
	__type(value, __u64[4]);
	__uint(max_entries, 1);
} flows SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

const volatile int constant = 1;

SEC("xdp")
int beyond_packet(struct xdp_md *ctx)
{
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = (void *)(long)ctx->data;
	struct iphdr *ip = (void *)(eth + 1);

	if ((void *)(eth + 1) > end)
		return XDP_PASS;
	return ip->protocol == 17 ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int null_value(struct xdp_md *ctx)
{
	__u32 zero = 0;
	__u64 *value = bpf_map_lookup_elem(&flows, &zero);

	return *value ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int beyond_value(struct xdp_md *ctx)
{
	__u32 zero = 0;
	__u64 *value = bpf_map_lookup_elem(&flows, &zero);

	return value && value[ctx->rx_queue_index & 7] ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int any_index(struct xdp_md *ctx)
{
	__u32 zero = 0;
	__u64 *value = bpf_map_lookup_elem(&flows, &zero);

	return value && value[ctx->rx_queue_index] ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int stale_pointer(struct xdp_md *ctx)
{
	unsigned char *data = (void *)(long)ctx->data;

	if (data + 14 > (unsigned char *)(long)ctx->data_end)
		return XDP_PASS;
	if (bpf_xdp_adjust_head(ctx, 4))
		return XDP_PASS;
	return data[0] ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int unset_register(struct xdp_md *ctx)
{
	int result;

	asm volatile("%[result] = r5" : [result] "=r"(result));
	return result;
}

SEC("xdp")
int below_stack(struct xdp_md *ctx)
{
	asm volatile("*(u64 *)(r10 - 520) = %[one]" : : [one] "r"(1L) : "memory");
	return XDP_PASS;
}

static __noinline int inner(__u32 seed)
{
	volatile char text[300] = {seed};

	return text[seed & 255];
}

static __noinline int outer(__u32 seed)
{
	volatile char text[300] = {seed};

	return text[inner(seed) & 255];
}

SEC("xdp")
int deep_calls(struct xdp_md *ctx)
{
	return outer(ctx->rx_queue_index) ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int endless_loop(struct xdp_md *ctx)
{
	volatile int turns = 0;

	for (;;)
		asm volatile("" : : : "memory");
	return turns;
}

SEC("xdp")
int foreign_helper(struct xdp_md *ctx)
{
	return bpf_skb_change_tail((void *)ctx, 100, 0);
}

SEC("xdp")
int wrong_argument(struct xdp_md *ctx)
{
	__u32 zero = 0;

	return bpf_map_lookup_elem((void *)ctx, &zero) ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int foreign_context(struct xdp_md *ctx)
{
	return ((struct __sk_buff *)ctx)->priority;
}

SEC("tc")
int kept_socket(struct __sk_buff *skb)
{
	struct bpf_sock_tuple tuple = {};

	return bpf_sk_lookup_tcp(skb, &tuple, sizeof(tuple.ipv4), -1, 0) ? 2 : 0;
}

SEC("xdp")
int kept_record(struct xdp_md *ctx)
{
	__u64 *record = bpf_ringbuf_reserve(&events, 8, 0);

	if (record)
		*record = 1;
	return XDP_PASS;
}

SEC("xdp")
int kept_lock(struct xdp_md *ctx)
{
	__u32 zero = 0;
	struct guarded *guarded = bpf_map_lookup_elem(&guards, &zero);

	if (!guarded)
		return XDP_PASS;
	bpf_spin_lock(&guarded->lock);
	guarded->value++;
	return XDP_DROP;
}

SEC("xdp")
int call_under_lock(struct xdp_md *ctx)
{
	__u32 zero = 0;
	struct guarded *guarded = bpf_map_lookup_elem(&guards, &zero);

	if (!guarded)
		return XDP_PASS;
	bpf_spin_lock(&guarded->lock);
	guarded->value = bpf_get_prandom_u32();
	bpf_spin_unlock(&guarded->lock);
	return XDP_DROP;
}

SEC("xdp")
int written_constant(struct xdp_md *ctx)
{
	*(volatile int *)&constant = 2;
	return XDP_PASS;
}

SEC("cgroup_skb/ingress")
int written_packet(struct __sk_buff *skb)
{
	unsigned char *data = (void *)(long)skb->data;

	if (data + 1 > (unsigned char *)(long)skb->data_end)
		return 1;
	data[0] = 0;
	return 1;
}

SEC("xdp")
int multiplied_pointer(struct xdp_md *ctx)
{
	unsigned char *data = (void *)(long)ctx->data;

	asm volatile("%[data] *= 2" : [data] "+r"(data));
	return data == 0;
}

SEC("xdp")
int misaligned(struct xdp_md *ctx)
{
	asm volatile("*(u32 *)(r10 - 6) = %[one]" : : [one] "r"(1) : "memory");
	return XDP_PASS;
}

SEC("cgroup_skb/ingress")
int wrong_return(struct __sk_buff *skb)
{
	return 5;
}

SEC("xdp")
int unreachable(struct xdp_md *ctx)
{
	asm volatile("goto +1\n"
		     "r0 = 1");
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
