// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * An XDP firewall. It drops what comes from a blocked network, then lets a rule for the destination port decide, then
 * the default action. Every packet counts once, under the reason for its verdict.
 */
#include <stdbool.h>
#include <linux/bpf.h>
#include <linux/icmpv6.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/in6.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define MAX_VLAN_TAGS 2
#define MAX_EXTENSIONS 4
#define IP_OFFSET_MASK 0x1fff
#define IP6_OFFSET_MASK 0xfff8

enum action { DENY, ALLOW };

enum reason {
	BY_DEFAULT,     /* no rule says anything */
	NOT_IP,         /* ARP, LLDP and the like: not this firewall's business */
	BLOCKED_SOURCE, /* the source lies in a blocked network */
	PORT_DENIED,
	PORT_ALLOWED,
	LATER_FRAGMENT, /* no ports in it; without its first fragment it is of no use to the receiver */
	NEIGHBOUR,      /* neighbour discovery, without which IPv6 does not work at all */
	MALFORMED,      /* cut short, or its headers contradict each other */
	TOO_DEEP,       /* more VLAN tags or extension headers than we read: something may hide behind them */
	REASONS,
};

const volatile __u32 default_action = ALLOW;
const volatile bool drop_fragments = false;

struct network4 {
	__u32 prefixlen;
	__be32 address;
};

struct network6 {
	__u32 prefixlen;
	struct in6_addr address;
};

/* Blocked networks, with the number of packets that each one cost its owner. */
struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1024);
	__type(key, struct network4);
	__type(value, __u64);
} blocked4 SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1024);
	__type(key, struct network6);
	__type(value, __u64);
} blocked6 SEC(".maps");

/* An enum action by IP protocol (upper 16 bits) and destination port (lower 16 bits). */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, __u32);
} port_rules SEC(".maps");

/* Packets that each port rule decided about, by the rule's key; an entry appears with the first packet. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, __u64);
} port_hits SEC(".maps");

/* Packets by enum reason. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, REASONS);
	__type(key, __u32);
	__type(value, __u64);
} counters SEC(".maps");

struct vlan_tag {
	__be16 control;
	__be16 type;
};

struct fragment_header {
	__u8 next;
	__u8 reserved;
	__be16 offset;
	__be32 identification;
};

/* What is left to read of a packet. */
struct cursor {
	void *pos;
	void *end;  /* of the frame */
	__u32 left; /* bytes up to the end of the IP packet; the frame may go on with padding */
};

/* Tells whether so many bytes of the IP packet are there; the verifier only believes the second comparison. */
static __always_inline bool has(const struct cursor *packet, __u32 bytes)
{
	if (packet->left < bytes)
		return false;
	return packet->pos + bytes <= packet->end;
}

static __always_inline void skip(struct cursor *packet, __u32 bytes)
{
	packet->pos += bytes;
	packet->left -= bytes;
}

static __always_inline enum reason by_port(__u8 protocol, __be16 port)
{
	__u32 rule = protocol << 16 | bpf_ntohs(port);
	const __u32 *action = bpf_map_lookup_elem(&port_rules, &rule);
	if (!action)
		return BY_DEFAULT;
	__u64 *hits = bpf_map_lookup_elem(&port_hits, &rule);
	__u64 first = 1;
	if (hits)
		*hits += 1;
	else
		bpf_map_update_elem(&port_hits, &rule, &first, BPF_ANY);
	return *action == ALLOW ? PORT_ALLOWED : PORT_DENIED;
}

static __always_inline enum reason transport(const struct cursor *packet, __u8 protocol)
{
	const struct tcphdr *tcp = packet->pos;
	const struct udphdr *udp = packet->pos;
	const struct icmp6hdr *icmp = packet->pos;

	switch (protocol) {
	case IPPROTO_TCP:
		if (!has(packet, sizeof(*tcp)) || tcp->doff < 5)
			return MALFORMED;
		return by_port(protocol, tcp->dest);
	case IPPROTO_UDP:
		if (!has(packet, sizeof(*udp)) || bpf_ntohs(udp->len) < sizeof(*udp))
			return MALFORMED;
		return by_port(protocol, udp->dest);
	case IPPROTO_ICMPV6:
		if (!has(packet, sizeof(*icmp)))
			return MALFORMED;
		/* Router solicitation to neighbour advertisement. */
		if (icmp->icmp6_type >= 133 && icmp->icmp6_type <= 136)
			return NEIGHBOUR;
		return BY_DEFAULT;
	default:
		return BY_DEFAULT;
	}
}

/*
 * Verifiers before Linux 6.8 forget how large a number can be when its bytes are swapped, and clang leaves out a mask that
 * changes nothing, unless it is made to.
 */
static __always_inline __u32 sixteen_bits(__u64 value)
{
	asm volatile("%0 &= 0xffff" : "+r"(value));
	return value;
}

static __always_inline enum reason filter4(struct cursor *packet)
{
	const struct iphdr *ip = packet->pos;
	if ((void *)(ip + 1) > packet->end)
		return MALFORMED;
	__u32 header = ip->ihl * 4;
	packet->left = bpf_ntohs(ip->tot_len);
	packet->left = sixteen_bits(packet->left);
	if (ip->version != 4 || header < sizeof(*ip) || packet->left < header)
		return MALFORMED;
	if (packet->pos + packet->left > packet->end)
		return MALFORMED;

	struct network4 source = { .prefixlen = 32, .address = ip->saddr };
	__u64 *hits = bpf_map_lookup_elem(&blocked4, &source);
	if (hits) {
		__sync_fetch_and_add(hits, 1);
		return BLOCKED_SOURCE;
	}
	if (ip->frag_off & bpf_htons(IP_OFFSET_MASK))
		return LATER_FRAGMENT;
	skip(packet, header);
	/* ICMPv6 has no meaning here, so it gets no exception. */
	return ip->protocol == IPPROTO_ICMPV6 ? BY_DEFAULT : transport(packet, ip->protocol);
}

/* The length in bytes of an extension header, 0 for what is none. */
static __always_inline __u32 extension_length(__u8 type, const struct ipv6_opt_hdr *extension)
{
	switch (type) {
	case IPPROTO_HOPOPTS:
	case IPPROTO_ROUTING:
	case IPPROTO_DSTOPTS:
		return (extension->hdrlen + 1) * 8;
	case IPPROTO_AH:
		return (extension->hdrlen + 2) * 4;
	default:
		return sizeof(struct fragment_header);
	}
}

static __always_inline bool is_extension(__u8 type)
{
	return type == IPPROTO_HOPOPTS || type == IPPROTO_ROUTING || type == IPPROTO_DSTOPTS ||
	       type == IPPROTO_AH || type == IPPROTO_FRAGMENT;
}

static __always_inline enum reason after_extensions(struct cursor *packet, __u8 type)
{
#pragma unroll
	for (int i = 0; i < MAX_EXTENSIONS; i++) {
		const struct fragment_header *fragment = packet->pos;
		if (!is_extension(type))
			break;
		/* No extension header is shorter than 8 bytes. */
		if (!has(packet, sizeof(*fragment)))
			return MALFORMED;
		if (type == IPPROTO_FRAGMENT && fragment->offset & bpf_htons(IP6_OFFSET_MASK))
			return LATER_FRAGMENT;
		__u32 length = extension_length(type, packet->pos);
		if (packet->left < length)
			return MALFORMED;
		type = fragment->next;
		skip(packet, length);
	}
	return is_extension(type) ? TOO_DEEP : transport(packet, type);
}

static __always_inline enum reason filter6(struct cursor *packet)
{
	const struct ipv6hdr *ip = packet->pos;
	if ((void *)(ip + 1) > packet->end)
		return MALFORMED;
	packet->left = bpf_ntohs(ip->payload_len);
	packet->left = sixteen_bits(packet->left);
	packet->pos = (void *)(ip + 1);
	if (ip->version != 6 || packet->pos + packet->left > packet->end)
		return MALFORMED;

	struct network6 source = { .prefixlen = 128, .address = ip->saddr };
	__u64 *hits = bpf_map_lookup_elem(&blocked6, &source);
	if (hits) {
		__sync_fetch_and_add(hits, 1);
		return BLOCKED_SOURCE;
	}
	return after_extensions(packet, ip->nexthdr);
}

static __always_inline bool is_tag(__be16 type)
{
	return type == bpf_htons(ETH_P_8021Q) || type == bpf_htons(ETH_P_8021AD);
}

static __always_inline enum reason filter(struct cursor *packet)
{
	const struct ethhdr *ethernet = packet->pos;
	if ((void *)(ethernet + 1) > packet->end)
		return MALFORMED;
	__be16 type = ethernet->h_proto;
	packet->pos += sizeof(*ethernet);

#pragma unroll
	for (int i = 0; i < MAX_VLAN_TAGS; i++) {
		const struct vlan_tag *tag = packet->pos;
		if (!is_tag(type))
			break;
		if ((void *)(tag + 1) > packet->end)
			return MALFORMED;
		type = tag->type;
		packet->pos += sizeof(*tag);
	}
	if (is_tag(type))
		return TOO_DEEP;
	if (type == bpf_htons(ETH_P_IP))
		return filter4(packet);
	if (type == bpf_htons(ETH_P_IPV6))
		return filter6(packet);
	return NOT_IP;
}

static __always_inline int verdict(enum reason reason)
{
	switch (reason) {
	case NOT_IP:
	case PORT_ALLOWED:
	case NEIGHBOUR:
		return XDP_PASS;
	case BY_DEFAULT:
		return default_action == ALLOW ? XDP_PASS : XDP_DROP;
	case LATER_FRAGMENT:
		return drop_fragments ? XDP_DROP : XDP_PASS;
	default:
		return XDP_DROP;
	}
}

SEC("xdp")
int xdp_firewall(struct xdp_md *ctx)
{
	struct cursor packet = { .pos = (void *)(long)ctx->data, .end = (void *)(long)ctx->data_end };
	__u32 reason = filter(&packet);
	__u64 *count = bpf_map_lookup_elem(&counters, &reason);
	if (count)
		*count += 1;
	return verdict(reason);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
