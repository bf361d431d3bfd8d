// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs that print: by a subprogram, whose packet it was, and not at all. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

const volatile int lines = 1;

static __attribute__((noinline)) int report(int number)
{
	bpf_printk("line %d", number);
	return number;
}

SEC("xdp")
int prints(struct xdp_md *ctx)
{
	int i;

	for (i = 0; i < lines && i < 4096; i++)
		report(i);
	return XDP_PASS;
}

/* The byte after the Ethernet header tells whose packet it is. */
SEC("tc")
int names_packet(struct __sk_buff *skb)
{
	__u8 who = 0;

	bpf_skb_load_bytes(skb, 14, &who, 1);
	bpf_printk("packet of %d, %d bytes, on %d, \"%s\"\n", who, skb->len, skb->ifindex, "quoted");
	return 0;
}

SEC("xdp")
int silent(struct xdp_md *ctx)
{
	return XDP_DROP;
}

char LICENSE[] SEC("license") = "GPL";
