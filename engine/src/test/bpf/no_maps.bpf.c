// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Has no map of its own, so that libbpf takes it without BTF too. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

const volatile int answer = 42;

SEC("xdp")
int answering(struct xdp_md *ctx)
{
	return answer;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
