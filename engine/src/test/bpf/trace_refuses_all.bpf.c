// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A security hook that refuses all writing, of the tests' JVM and its machine too. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct file;

#define EPERM 1
#define MAY_WRITE 2

SEC("lsm/file_permission")
int BPF_PROG(no_writing, struct file *file, int mask, int before)
{
	return mask & MAY_WRITE ? -EPERM : before;
}

char LICENSE[] SEC("license") = "GPL";
