// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs for the hooks of files: those under /proc/sys, and devices. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

__u32 refused;
__u32 calls;

/* What is written in place of what was to be. */
char replacement[16];
__u32 replacement_length;

/* What was asked for last. */
char seen_name[64];
__u32 seen_write;
__u32 seen_access;
__u32 seen_major;
__u32 seen_minor;

SEC("cgroup/sysctl") int sysctl(struct bpf_sysctl *ctx)
{
	__u32 length = replacement_length;

	__sync_fetch_and_add(&calls, 1);
	bpf_sysctl_get_name(ctx, seen_name, sizeof(seen_name), 0);
	seen_write = ctx->write;
	/* Masked: Linux 6.1 does not conclude from two comparisons that the length is 1 at least. */
	if (ctx->write && length)
		bpf_sysctl_set_new_value(ctx, replacement, ((length - 1) & (sizeof(replacement) - 1)) + 1);
	return !refused;
}

SEC("cgroup/dev") int device(struct bpf_cgroup_dev_ctx *ctx)
{
	if (ctx->major != 1 || ctx->minor != 5)
		return 1;
	__sync_fetch_and_add(&calls, 1);
	seen_access = ctx->access_type;
	seen_major = ctx->major;
	seen_minor = ctx->minor;
	return !refused;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
