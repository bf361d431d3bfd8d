// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Follows the TCP and UDP connections that come in over IPv4: counts their packets and bytes, knows their state and
 * tells user space of each change of it. Connections that were idle for too long begin anew; while it does not learn, it
 * drops packets of connections that it does not know.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define TCP 6
#define UDP 17
#define SECOND 1000000000ULL

enum connection_state { CONNECTION_NEW, CONNECTION_ESTABLISHED, CONNECTION_CLOSED };

struct flow {
	__be32 source;
	__be32 destination;
	__be16 source_port;
	__be16 destination_port;
	__u8 protocol;
	__u8 pad[3];
};

struct connection {
	__u64 first_seen; /* nanoseconds since the machine started */
	__u64 last_seen;
	__u32 packets;
	__u32 bytes;
	enum connection_state state;
	__u32 pad;
};

struct event {
	struct flow flow;
	__u64 at;
	enum connection_state state;
	__u32 pad;
};

/* Compilers tell of no struct that only local variables are of; tests read events by it. */
const struct event *unused_event __attribute__((unused));

struct traffic {
	__u64 packets;
	__u64 bytes;
};

/* Seconds after which a connection without packets is forgotten. */
const volatile __u32 idle_timeout = 60;

/* Whether connections may begin. */
_Bool learning = 1;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__type(key, struct flow);
	__type(value, struct connection);
	__uint(max_entries, 1024);
} connections SEC(".maps");

/* What came in, by what became of it: XDP_DROP and XDP_PASS. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__type(key, __u32);
	__type(value, struct traffic);
	__uint(max_entries, XDP_REDIRECT + 1);
} totals SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} events SEC(".maps");

static __always_inline int done(struct xdp_md *ctx, int verdict)
{
	__u32 key = verdict;
	struct traffic *total = bpf_map_lookup_elem(&totals, &key);

	if (total) {
		total->packets++;
		total->bytes += ctx->data_end - ctx->data;
	}
	return verdict;
}

static __always_inline void tell(const struct flow *flow, const struct connection *connection)
{
	struct event event = {
		.flow = *flow,
		.at = connection->last_seen,
		.state = connection->state,
	};

	bpf_ringbuf_output(&events, &event, sizeof(event), 0);
}

/* UDP knows no states: an answer is nothing that this program sees. */
static __always_inline enum connection_state next(enum connection_state state, const struct tcphdr *tcp)
{
	if (!tcp)
		return CONNECTION_ESTABLISHED;
	if (tcp->rst || tcp->fin)
		return CONNECTION_CLOSED;
	if (tcp->syn)
		return CONNECTION_NEW;
	return state == CONNECTION_CLOSED ? CONNECTION_CLOSED : CONNECTION_ESTABLISHED;
}

static __always_inline int follow(struct xdp_md *ctx, const struct flow *flow, const struct tcphdr *tcp)
{
	__u64 now = bpf_ktime_get_ns();
	struct connection *known = bpf_map_lookup_elem(&connections, flow);
	struct connection fresh = { .first_seen = now, .state = tcp ? CONNECTION_NEW : CONNECTION_ESTABLISHED };
	enum connection_state before;

	if (!known || now - known->last_seen > idle_timeout * SECOND) {
		if (!learning || (tcp && !tcp->syn))
			return XDP_DROP;
		fresh.last_seen = now;
		fresh.packets = 1;
		fresh.bytes = ctx->data_end - ctx->data;
		bpf_map_update_elem(&connections, flow, &fresh, BPF_ANY);
		tell(flow, &fresh);
		return XDP_PASS;
	}
	before = known->state;
	known->last_seen = now;
	known->packets++;
	known->bytes += ctx->data_end - ctx->data;
	known->state = next(before, tcp);
	if (known->state != before)
		tell(flow, known);
	return XDP_PASS;
}

SEC("xdp")
int conntrack(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data;
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = data;
	struct iphdr *ip = (void *)(eth + 1);
	struct tcphdr *tcp = (void *)(ip + 1);
	struct udphdr *udp = (void *)(ip + 1);
	struct flow flow = {};

	if ((void *)(ip + 1) > end || eth->h_proto != bpf_htons(ETH_P_IP) || ip->ihl != 5)
		return done(ctx, XDP_PASS);
	flow.source = ip->saddr;
	flow.destination = ip->daddr;
	flow.protocol = ip->protocol;
	if (ip->protocol == TCP && (void *)(tcp + 1) <= end) {
		flow.source_port = tcp->source;
		flow.destination_port = tcp->dest;
		return done(ctx, follow(ctx, &flow, tcp));
	}
	if (ip->protocol == UDP && (void *)(udp + 1) <= end) {
		flow.source_port = udp->source;
		flow.destination_port = udp->dest;
		return done(ctx, follow(ctx, &flow, 0));
	}
	return done(ctx, XDP_PASS);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
