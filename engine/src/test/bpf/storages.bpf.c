// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Storage that the kernel keeps with sockets, files and tasks; the program is there to have the maps loaded. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define STORAGE(NAME, TYPE)                                                                                            \
	struct {                                                                                                       \
		__uint(type, TYPE);                                                                                    \
		__uint(map_flags, BPF_F_NO_PREALLOC);                                                                  \
		__type(key, int);                                                                                      \
		__type(value, __u32);                                                                                  \
	} NAME SEC(".maps")

STORAGE(of_sockets, BPF_MAP_TYPE_SK_STORAGE);
STORAGE(of_files, BPF_MAP_TYPE_INODE_STORAGE);
STORAGE(of_tasks, BPF_MAP_TYPE_TASK_STORAGE);

SEC("xdp")
int pass(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
