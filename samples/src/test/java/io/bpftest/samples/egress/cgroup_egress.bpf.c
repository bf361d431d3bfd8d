// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * What the processes of a cgroup may send: ICMP to allowed networks, TCP and UDP to allowed ports in them, and questions
 * to one resolver in any case. All else is denied, and each packet is counted by the reason.
 *
 * The hook sees packets before they are fragmented, so only a raw socket can bring a fragment.
 */
#include <stdbool.h>
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/in6.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define DENY 0
#define ALLOW 1
#define DNS 53
#define FRAGMENT_MASK 0x3fff /* more fragments, and the offset */

enum reason {
	ALLOWED,
	TO_RESOLVER,
	OTHER_ADDRESS,
	OTHER_PORT,
	OTHER_PROTOCOL,
	FRAGMENT,
	MALFORMED,
	REASONS,
};

/* No address: there is no resolver. */
const volatile __be32 resolver4;
const volatile __be64 resolver6_network;
const volatile __be64 resolver6_host;

struct network4 {
	__u32 prefixlen;
	__be32 address;
};

struct network6 {
	__u32 prefixlen;
	struct in6_addr address;
};

/* Values: not 0 allows the network, 0 takes it out of a larger one. */
struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1024);
	__type(key, struct network4);
	__type(value, __u32);
} networks4 SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1024);
	__type(key, struct network6);
	__type(value, __u32);
} networks6 SEC(".maps");

/* Keys: the protocol's number, shifted by 16 bits, and the port. The value does not matter. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, __u8);
} ports SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, REASONS);
	__type(key, __u32);
	__type(value, __u64);
} counters SEC(".maps");

/* Where a packet goes to. */
struct target {
	bool resolver;
	bool allowed;
	__u8 protocol;
	__u32 transport; /* offset of the transport header */
};

static __always_inline enum reason judged(struct __sk_buff *skb, const struct target *to)
{
	struct {
		__be16 source;
		__be16 destination;
	} ends;
	__u32 key;

	if (to->protocol == IPPROTO_ICMP || to->protocol == IPPROTO_ICMPV6)
		return to->allowed ? ALLOWED : OTHER_ADDRESS;
	if (to->protocol != IPPROTO_TCP && to->protocol != IPPROTO_UDP)
		return OTHER_PROTOCOL;
	if (bpf_skb_load_bytes(skb, to->transport, &ends, sizeof(ends)))
		return MALFORMED;
	if (to->resolver && ends.destination == bpf_htons(DNS))
		return TO_RESOLVER;
	if (!to->allowed)
		return OTHER_ADDRESS;
	key = to->protocol << 16 | bpf_ntohs(ends.destination);
	return bpf_map_lookup_elem(&ports, &key) ? ALLOWED : OTHER_PORT;
}

static __always_inline enum reason over_ip4(struct __sk_buff *skb)
{
	struct network4 network = { .prefixlen = 32 };
	struct target to = {};
	struct iphdr ip;
	__u32 *allowed;

	if (bpf_skb_load_bytes(skb, 0, &ip, sizeof(ip)) || ip.version != 4 || ip.ihl < 5)
		return MALFORMED;
	if (ip.frag_off & bpf_htons(FRAGMENT_MASK))
		return FRAGMENT;
	if (ip.protocol == IPPROTO_ICMPV6)
		return OTHER_PROTOCOL;
	network.address = ip.daddr;
	allowed = bpf_map_lookup_elem(&networks4, &network);
	to.allowed = allowed && *allowed;
	to.resolver = resolver4 && ip.daddr == resolver4;
	to.protocol = ip.protocol;
	to.transport = ip.ihl * 4;
	return judged(skb, &to);
}

static __always_inline bool is_resolver6(const struct in6_addr *address)
{
	__be64 words[2];

	__builtin_memcpy(words, address, sizeof(words));
	return (resolver6_network || resolver6_host) && words[0] == resolver6_network && words[1] == resolver6_host;
}

static __always_inline enum reason over_ip6(struct __sk_buff *skb)
{
	struct network6 network = { .prefixlen = 128 };
	struct target to = {};
	struct ipv6hdr ip;
	__u32 *allowed;

	if (bpf_skb_load_bytes(skb, 0, &ip, sizeof(ip)) || ip.version != 6)
		return MALFORMED;
	/* No socket but a raw one sends extension headers unasked: they are not looked behind. */
	if (ip.nexthdr == IPPROTO_FRAGMENT)
		return FRAGMENT;
	if (ip.nexthdr == IPPROTO_ICMP)
		return OTHER_PROTOCOL;
	network.address = ip.daddr;
	allowed = bpf_map_lookup_elem(&networks6, &network);
	to.allowed = allowed && *allowed;
	to.resolver = is_resolver6(&ip.daddr);
	to.protocol = ip.nexthdr;
	to.transport = sizeof(ip);
	return judged(skb, &to);
}

static __always_inline enum reason decide(struct __sk_buff *skb)
{
	if (skb->protocol == bpf_htons(ETH_P_IP))
		return over_ip4(skb);
	if (skb->protocol == bpf_htons(ETH_P_IPV6))
		return over_ip6(skb);
	return OTHER_PROTOCOL;
}

SEC("cgroup_skb/egress")
int cgroup_egress(struct __sk_buff *skb)
{
	__u32 reason = decide(skb);
	__u64 *count = bpf_map_lookup_elem(&counters, &reason);

	if (count)
		*count += 1;
	return reason == ALLOWED || reason == TO_RESOLVER ? ALLOW : DENY;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
