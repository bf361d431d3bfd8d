// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Storage that the kernel keeps with cgroups; the program is there to have the maps loaded. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define STORAGE(NAME, TYPE)                                                                                            \
	struct {                                                                                                       \
		__uint(type, TYPE);                                                                                    \
		__uint(map_flags, BPF_F_NO_PREALLOC);                                                                  \
		__type(key, int);                                                                                      \
		__type(value, __u32);                                                                                  \
	} NAME SEC(".maps")


/* BPF_MAP_TYPE_CGRP_STORAGE, which headers before Linux 6.2 do not name. */
STORAGE(of_cgroups, 32);

SEC("xdp")
int pass(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
