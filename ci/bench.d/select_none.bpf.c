// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* The shortest sk_lookup program. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("sk_lookup")
int select_none(struct bpf_sk_lookup *ctx)
{
	return SK_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
