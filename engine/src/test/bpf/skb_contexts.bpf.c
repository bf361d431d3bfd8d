// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Programs of each skb type that note what they find in their context and change what their type lets them write. They
 * return the number that the packet's network header begins with, so that a test can ask for any verdict.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum field {
	MARK,
	PRIORITY,
	INGRESS_INTERFACE,
	INTERFACE,
	CONTROL_BLOCK,
	GSO_SEGMENTS = CONTROL_BLOCK + 5,
	GSO_SIZE,
	TIMESTAMP,
	WIRE_LENGTH,
	LENGTH,
	FIELDS,
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, FIELDS);
	__type(key, __u32);
	__type(value, __u64);
} seen SEC(".maps");

static __always_inline void see(__u32 field, __u64 value)
{
	bpf_map_update_elem(&seen, &field, &value, BPF_ANY);
}

/* What every type may read. */
static __always_inline void see_common(struct __sk_buff *skb)
{
	see(MARK, skb->mark);
	see(PRIORITY, skb->priority);
	see(INGRESS_INTERFACE, skb->ingress_ifindex);
	see(INTERFACE, skb->ifindex);
	see(CONTROL_BLOCK, skb->cb[0]);
	see(CONTROL_BLOCK + 1, skb->cb[1]);
	see(CONTROL_BLOCK + 2, skb->cb[2]);
	see(CONTROL_BLOCK + 3, skb->cb[3]);
	see(CONTROL_BLOCK + 4, skb->cb[4]);
	see(GSO_SEGMENTS, skb->gso_segs);
	see(GSO_SIZE, skb->gso_size);
	see(LENGTH, skb->len);
}

/* Turns each bit, so that a field that comes out shows what came in. */
static __always_inline void turn_control_block(struct __sk_buff *skb)
{
	skb->cb[0] = ~skb->cb[0];
	skb->cb[1] = ~skb->cb[1];
	skb->cb[2] = ~skb->cb[2];
	skb->cb[3] = ~skb->cb[3];
	skb->cb[4] = ~skb->cb[4];
}

static __always_inline void turn_mark_and_priority(struct __sk_buff *skb)
{
	skb->mark = ~skb->mark;
	skb->priority = ~skb->priority;
}

static __always_inline int wanted(struct __sk_buff *skb, __u32 at)
{
	__u32 number = 0;

	bpf_skb_load_bytes(skb, at, &number, sizeof(number));
	return number;
}

static __always_inline int of_tc(struct __sk_buff *skb)
{
	see_common(skb);
	see(TIMESTAMP, skb->tstamp);
	see(WIRE_LENGTH, skb->wire_len);
	turn_control_block(skb);
	turn_mark_and_priority(skb);
	skb->tstamp = ~skb->tstamp;
	return wanted(skb, 14);
}

static __always_inline int of_route(struct __sk_buff *skb)
{
	see_common(skb);
	turn_control_block(skb);
	turn_mark_and_priority(skb);
	return wanted(skb, 0);
}

static __always_inline int of_cgroup(struct __sk_buff *skb)
{
	see_common(skb);
	see(TIMESTAMP, skb->tstamp);
	turn_control_block(skb);
	turn_mark_and_priority(skb);
	skb->tstamp = ~skb->tstamp;
	return wanted(skb, 0) & 3;
}

SEC("tc")
int tc_classifier(struct __sk_buff *skb)
{
	return of_tc(skb);
}

SEC("action")
int tc_action(struct __sk_buff *skb)
{
	return of_tc(skb);
}

SEC("socket")
int socket_filter(struct __sk_buff *skb)
{
	see_common(skb);
	turn_control_block(skb);
	return wanted(skb, 0);
}

SEC("cgroup_skb/egress")
int cgroup_egress(struct __sk_buff *skb)
{
	return of_cgroup(skb);
}

SEC("cgroup_skb/ingress")
int cgroup_ingress(struct __sk_buff *skb)
{
	return of_cgroup(skb) & 1;
}

SEC("lwt_in")
int route_in(struct __sk_buff *skb)
{
	return of_route(skb);
}

SEC("lwt_out")
int route_out(struct __sk_buff *skb)
{
	return of_route(skb);
}

SEC("lwt_xmit")
int route_xmit(struct __sk_buff *skb)
{
	return of_route(skb);
}

char LICENSE[] SEC("license") = "GPL";
