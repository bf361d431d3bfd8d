// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs of one hook that write down in which order they run. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* A decimal digit for each run, the last one last. */
__u32 trace;

SEC("cgroup/connect4") int outer(struct bpf_sock_addr *ctx)
{
	trace = trace * 10 + 1;
	return 1;
}

SEC("cgroup/connect4") int inner(struct bpf_sock_addr *ctx)
{
	trace = trace * 10 + 2;
	return 1;
}

SEC("cgroup/connect4") int refusing(struct bpf_sock_addr *ctx)
{
	return 0;
}

/* In a section that means nothing to control groups. */
SEC("cgroup/skb") int undecided(struct __sk_buff *skb)
{
	return 1;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
