// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs for functions that no kernel has. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("fentry/__sys_sockett")
int no_function(__u64 *ctx)
{
	return 0;
}

SEC("lsm/file_opened")
int no_hook(__u64 *ctx)
{
	return 0;
}

SEC("tp_btf/sched_process_exek")
int no_tracepoint(__u64 *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
