// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* The sections of objects written for the tc command, which libbpf does not know or no longer takes. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define PROGRAM(SECTION, NAME, VERDICT)                                                                                \
	SEC(SECTION)                                                                                                   \
	int NAME(struct __sk_buff *skb)                                                                                \
	{                                                                                                              \
		return VERDICT;                                                                                        \
	}

PROGRAM("ingress", on_ingress, 0)
PROGRAM("egress", on_egress, 2)
PROGRAM("classifier", classify, 3)
PROGRAM("action", act, 4)

char LICENSE[] SEC("license") = "Dual BSD/GPL";
