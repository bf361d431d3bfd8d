// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Sections that libbpf knows, does not know, and knows but the kernel or verifier refuses. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

const volatile __u32 limit = 7;
const volatile __s16 offset = -1;
const volatile _Bool strict = 0;
const volatile char label[8] = "old";
const volatile __u64 mask = 0;

SEC("xdp")
int good(struct xdp_md *ctx)
{
	return strict ? XDP_DROP : limit + offset;
}

SEC("xdp")
int label_length(struct xdp_md *ctx)
{
	int length = 0;

	for (int i = 0; i < (int)sizeof(label) && label[i]; i++)
		length++;
	return length;
}

SEC("classifier")
int legacy_classifier(struct __sk_buff *skb)
{
	return 2;
}

SEC("ingress")
int legacy_ingress(struct __sk_buff *skb)
{
	return 2;
}

SEC("xdp")
int rejected(struct xdp_md *ctx)
{
	unsigned char *data = (void *)(long)ctx->data;

	return data[23] == 17 ? XDP_DROP : XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
