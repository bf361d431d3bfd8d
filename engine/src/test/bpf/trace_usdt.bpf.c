// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A program at a probe that another program declares. */
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/usdt.bpf.h>

__u32 process;
__s64 argument;

SEC("usdt")
int BPF_USDT(on_started, int number)
{
	process = bpf_get_current_pid_tgid() >> 32;
	argument = number;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
