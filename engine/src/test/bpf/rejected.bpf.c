// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Each program makes one mistake that the verifier rejects. Their logs are golden files: VerifierLogsTest. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, __u32);
	__type(value, __u64[4]);
	__uint(max_entries, 1);
} values SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, __u32);
	__type(value, __u64);
	__uint(max_entries, 1);
} flows SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

const volatile int constant = 1;

SEC("xdp")
int packet_unchecked(struct xdp_md *ctx)
{
	unsigned char *data = (void *)(long)ctx->data;

	return data[23] == 17 ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int packet_beyond_check(struct xdp_md *ctx)
{
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = (void *)(long)ctx->data;
	struct iphdr *ip = (void *)(eth + 1);

	if ((void *)(eth + 1) > end)
		return XDP_PASS;
	return ip->protocol == 17 ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int packet_moved(struct xdp_md *ctx)
{
	unsigned char *data = (void *)(long)ctx->data;

	if (data + 14 > (unsigned char *)(long)ctx->data_end)
		return XDP_PASS;
	if (bpf_xdp_adjust_head(ctx, 4))
		return XDP_PASS;
	return data[0] ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int packet_variable(struct xdp_md *ctx)
{
	unsigned char *byte = (void *)(long)ctx->data + (unsigned long)ctx->rx_queue_index;

	if (byte + 1 > (unsigned char *)(long)ctx->data_end)
		return XDP_PASS;
	return *byte ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int packet_to_helper(struct xdp_md *ctx)
{
	__u32 *key = (void *)(long)ctx->data;

	if ((void *)key + 2 > (void *)(long)ctx->data_end)
		return XDP_PASS;
	return bpf_map_lookup_elem(&values, key) ? XDP_DROP : XDP_PASS;
}

SEC("socket")
int packet_in_filter(struct __sk_buff *skb)
{
	unsigned char *data = (void *)(long)skb->data;

	return data + 1 > (unsigned char *)(long)skb->data_end ? 0 : data[0];
}

SEC("xdp")
int null_value(struct xdp_md *ctx)
{
	__u32 zero = 0;
	__u64 *value = bpf_map_lookup_elem(&flows, &zero);

	return *value ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int null_value_moved(struct xdp_md *ctx)
{
	__u32 zero = 0;
	char *value = bpf_map_lookup_elem(&flows, &zero);

	asm volatile("%[value] += 4" : [value] "+r"(value));
	return value ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int value_bounds(struct xdp_md *ctx)
{
	__u32 zero = 0;
	__u64 *value = bpf_map_lookup_elem(&values, &zero);

	return value && value[4] ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int value_index(struct xdp_md *ctx)
{
	__u32 zero = 0;
	__u64 *value = bpf_map_lookup_elem(&values, &zero);

	return value && value[ctx->rx_queue_index] ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int value_index_too_large(struct xdp_md *ctx)
{
	__u32 zero = 0;
	__u64 *value = bpf_map_lookup_elem(&values, &zero);

	return value && value[ctx->rx_queue_index & 7] ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int constant_written(struct xdp_md *ctx)
{
	*(volatile int *)&constant = 2;
	return XDP_PASS;
}

SEC("xdp")
int stack_bounds(struct xdp_md *ctx)
{
	asm volatile("*(u64 *)(r10 - 520) = %[one]" : : [one] "r"(1L) : "memory");
	return XDP_PASS;
}

SEC("xdp")
int stack_index(struct xdp_md *ctx)
{
	volatile char text[8] = {};

	return text[ctx->rx_queue_index] ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int stack_read_bounds(struct xdp_md *ctx)
{
	long value;

	asm volatile("%[value] = *(u64 *)(r10 - 520)" : [value] "=r"(value));
	return value;
}

/* Only programs loaded without CAP_PERFMON are held to this (since Linux 6.3). */
SEC("xdp")
int stack_unset(struct xdp_md *ctx)
{
	__u32 key;

	return bpf_map_lookup_elem(&flows, &key) ? XDP_DROP : XDP_PASS;
}

SEC("xdp")
int register_unset(struct xdp_md *ctx)
{
	int result;

	asm volatile("%[result] = r5" : [result] "=r"(result));
	return result;
}

SEC("xdp")
int nothing_returned(struct xdp_md *ctx)
{
	asm volatile("exit");
	__builtin_unreachable();
}

SEC("xdp")
int endless(struct xdp_md *ctx)
{
	volatile int turns = 0;

	for (;;)
		asm volatile("" : : : "memory");
	return turns;
}

SEC("xdp")
int wrong_helper(struct xdp_md *ctx)
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
int number_as_pointer(struct xdp_md *ctx)
{
	return *(int *)(long)ctx->rx_queue_index;
}

SEC("xdp")
int wrong_context(struct xdp_md *ctx)
{
	return ((struct __sk_buff *)ctx)->priority;
}

SEC("xdp")
int record_kept(struct xdp_md *ctx)
{
	__u64 *record = bpf_ringbuf_reserve(&events, 8, 0);

	if (record)
		*record = 1;
	return XDP_PASS;
}

SEC("tc")
int socket_kept(struct __sk_buff *skb)
{
	struct bpf_sock_tuple tuple = {};

	return bpf_sk_lookup_tcp(skb, &tuple, sizeof(tuple.ipv4), -1, 0) ? 2 : 0;
}

SEC("cgroup_skb/ingress")
int wrong_return(struct __sk_buff *skb)
{
	return 5;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
