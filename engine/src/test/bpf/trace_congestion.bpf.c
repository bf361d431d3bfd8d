// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A congestion control that counts what it is asked. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

/* What is used of the kernel's types, which libbpf finds by their names: all of them (vmlinux.h) take long to compile. */
struct sock;

struct tcp_congestion_ops {
	__u32 (*ssthresh)(struct sock *sk);
	void (*cong_avoid)(struct sock *sk, __u32 ack, __u32 acked);
	__u32 (*undo_cwnd)(struct sock *sk);
	void (*init)(struct sock *sk);
	char name[16];
};

__u64 begun;
__u64 acknowledged;

SEC("struct_ops/counting_init")
void BPF_PROG(counting_init, struct sock *sk)
{
	__sync_fetch_and_add(&begun, 1);
}

SEC("struct_ops/counting_ssthresh")
__u32 BPF_PROG(counting_ssthresh, struct sock *sk)
{
	return 2;
}

SEC("struct_ops/counting_cong_avoid")
void BPF_PROG(counting_cong_avoid, struct sock *sk, __u32 ack, __u32 acked)
{
	__sync_fetch_and_add(&acknowledged, acked);
}

SEC("struct_ops/counting_undo_cwnd")
__u32 BPF_PROG(counting_undo_cwnd, struct sock *sk)
{
	return 10;
}

SEC(".struct_ops")
struct tcp_congestion_ops counting = {
	.init = (void *)counting_init,
	.ssthresh = (void *)counting_ssthresh,
	.cong_avoid = (void *)counting_cong_avoid,
	.undo_cwnd = (void *)counting_undo_cwnd,
	.name = "bpf_counting",
};

char LICENSE[] SEC("license") = "GPL";
