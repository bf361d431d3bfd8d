// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Lets nobody write to the files on a list, whoever may write to them otherwise. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define EPERM 1
#define FMODE_WRITE 2

/* By their inodes: a file has many names. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, __u64);
	__type(value, __u32);
} guarded SEC(".maps");

__u64 refused;

SEC("lsm/file_open")
int BPF_PROG(guard, struct file *file, int before)
{
	__u64 inode;

	/* What another program has refused stays so. */
	if (before || !(BPF_CORE_READ(file, f_mode) & FMODE_WRITE))
		return before;
	inode = BPF_CORE_READ(file, f_inode, i_ino);
	if (!bpf_map_lookup_elem(&guarded, &inode))
		return 0;
	__sync_fetch_and_add(&refused, 1);
	return -EPERM;
}

char LICENSE[] SEC("license") = "GPL";
