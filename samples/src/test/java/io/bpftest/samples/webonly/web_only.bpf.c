// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * A socket filter that does what "tcp port 80 and not host 10.0.0.1" does for tcpdump: it keeps web traffic over IPv4 and
 * IPv6, but for one host's. It sees packets from their network header on, and lets the kernel tell the protocol.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <stddef.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define WEB 80
#define NOT_HOST 0x0a000001 /* 10.0.0.1 */
#define OFFSET_MASK 0x1fff
#define ALL 262144
#define NONE 0

static __always_inline int is_web(struct __sk_buff *skb, __u32 at)
{
	__be16 port;

	if (bpf_skb_load_bytes(skb, at, &port, sizeof(port)))
		return 0;
	return port == bpf_htons(WEB);
}

/* A packet that ends behind its source port may still be from port 80. */
static __always_inline int ports(struct __sk_buff *skb, __u32 at)
{
	return is_web(skb, at) || is_web(skb, at + sizeof(__be16)) ? ALL : NONE;
}

SEC("socket")
int web_only(struct __sk_buff *skb)
{
	struct iphdr ip;
	__u8 next;

	if (skb->protocol == bpf_htons(ETH_P_IP)) {
		if (bpf_skb_load_bytes(skb, 0, &ip, sizeof(ip)))
			return NONE;
		if (ip.protocol != IPPROTO_TCP || ip.frag_off & bpf_htons(OFFSET_MASK))
			return NONE;
		if (ip.saddr == bpf_htonl(NOT_HOST) || ip.daddr == bpf_htonl(NOT_HOST))
			return NONE;
		return ports(skb, ip.ihl * 4);
	}
	if (skb->protocol == bpf_htons(ETH_P_IPV6)) {
		if (bpf_skb_load_bytes(skb, offsetof(struct ipv6hdr, nexthdr), &next, sizeof(next)))
			return NONE;
		return next == IPPROTO_TCP ? ports(skb, sizeof(struct ipv6hdr)) : NONE;
	}
	return NONE;
}

char _license[] SEC("license") = "GPL";
