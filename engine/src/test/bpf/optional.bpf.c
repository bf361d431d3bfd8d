// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* A program that is only loaded when asked for, and the kernel's configuration beside a constant. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

extern int LINUX_KERNEL_VERSION __kconfig;

const volatile __u32 verdict = 1;

SEC("?xdp")
int on_request(struct xdp_md *ctx)
{
	return LINUX_KERNEL_VERSION ? verdict : 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
