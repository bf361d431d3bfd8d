// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Each program returns what the packet's last four bytes say, so that a test can ask for any verdict. */
#include <linux/bpf.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int xdp_verdict(struct xdp_md *ctx)
{
	__u32 *wanted = (void *)(long)ctx->data + 14;

	if ((void *)(wanted + 1) > (void *)(long)ctx->data_end)
		return XDP_ABORTED;
	return *wanted;
}

SEC("tc")
int tc_verdict(struct __sk_buff *skb)
{
	__u32 wanted = 0;

	bpf_skb_load_bytes(skb, 14, &wanted, sizeof(wanted));
	return wanted;
}

SEC("action")
int action_verdict(struct __sk_buff *skb)
{
	__u32 wanted = 0;

	bpf_skb_load_bytes(skb, 14, &wanted, sizeof(wanted));
	return wanted;
}

/* A socket filter sees the packet behind its Ethernet header. */
SEC("socket")
int accept(struct __sk_buff *skb)
{
	__u32 wanted = 0;

	bpf_skb_load_bytes(skb, 0, &wanted, sizeof(wanted));
	return wanted;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
