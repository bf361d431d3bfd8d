// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * A socket filter for a program that watches DNS over UDP: the socket gets every question whole, of every answer only
 * the headers up to DNS's own, and nothing else.
 *
 * It is meant for packet sockets of type SOCK_DGRAM, which start at the IP header: lengths count from there.
 */
#include <stdbool.h>
#include <stddef.h>
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define IGNORE 0
#define WHOLE 0xffffffff
#define FRAGMENT_MASK 0x3fff /* more fragments, and the offset */
#define IS_ANSWER 0x8000
#define OPCODE_MASK 0x7800

const volatile __u16 dns_port = 53;

/* Off: answers are ignored as well. */
const volatile bool answers = true;

struct dns_header {
	__be16 id;
	__be16 flags;
	__be16 questions;
	__be16 answers;
	__be16 authorities;
	__be16 additional;
};

/* How much the socket gets of a UDP datagram. The offset counts from the IP header. */
static __always_inline __u32 datagram(struct __sk_buff *skb, __u32 offset)
{
	struct {
		struct udphdr udp;
		struct dns_header dns;
	} message;
	if (bpf_skb_load_bytes_relative(skb, offset, &message, sizeof(message), BPF_HDR_START_NET))
		return IGNORE;
	/* A frame may be padded, so the datagram's own length has to cover the header. */
	if (bpf_ntohs(message.udp.len) < sizeof(message))
		return IGNORE;

	__u16 flags = bpf_ntohs(message.dns.flags);
	if (flags & OPCODE_MASK) /* updates, notifications and such */
		return IGNORE;
	if (flags & IS_ANSWER) {
		if (!answers || bpf_ntohs(message.udp.source) != dns_port)
			return IGNORE;
		return offset + sizeof(message);
	}
	if (bpf_ntohs(message.udp.dest) != dns_port || !message.dns.questions)
		return IGNORE;
	return WHOLE;
}

static __always_inline __u32 over_ip4(struct __sk_buff *skb)
{
	struct iphdr ip;
	if (bpf_skb_load_bytes_relative(skb, 0, &ip, sizeof(ip), BPF_HDR_START_NET))
		return IGNORE;
	if (ip.version != 4 || ip.ihl < 5 || ip.protocol != IPPROTO_UDP)
		return IGNORE;
	/* A fragment is no whole message, and a later one has no header to look at. */
	if (ip.frag_off & bpf_htons(FRAGMENT_MASK))
		return IGNORE;
	return datagram(skb, ip.ihl * 4);
}

static __always_inline __u32 over_ip6(struct __sk_buff *skb)
{
	struct ipv6hdr ip;
	if (bpf_skb_load_bytes_relative(skb, 0, &ip, sizeof(ip), BPF_HDR_START_NET))
		return IGNORE;
	/* Extension headers are not looked behind: DNS comes without, unless it is fragmented. */
	if (ip.version != 6 || ip.nexthdr != IPPROTO_UDP)
		return IGNORE;
	return datagram(skb, sizeof(ip));
}

SEC("socket")
int dns_only(struct __sk_buff *skb)
{
	if (skb->protocol == bpf_htons(ETH_P_IP))
		return over_ip4(skb);
	if (skb->protocol == bpf_htons(ETH_P_IPV6))
		return over_ip6(skb);
	return IGNORE;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
