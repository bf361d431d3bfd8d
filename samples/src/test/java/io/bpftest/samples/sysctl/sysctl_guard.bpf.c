// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Lets a container read all of /proc/sys, and write only what is on a list. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct name {
	char text[64];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, struct name);
	__type(value, __u32);
} writable SEC(".maps");

/* What was refused, and how often. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, struct name);
	__type(value, __u32);
} refused SEC(".maps");

SEC("cgroup/sysctl")
int guard(struct bpf_sysctl *ctx)
{
	struct name name = {};
	__u32 *count, one = 1;

	if (!ctx->write)
		return 1;
	/* A name that is too long is on no list. */
	if (bpf_sysctl_get_name(ctx, name.text, sizeof(name.text), 0) < 0)
		return 0;
	if (bpf_map_lookup_elem(&writable, &name))
		return 1;
	count = bpf_map_lookup_elem(&refused, &name);
	if (count)
		*count += 1;
	else
		bpf_map_update_elem(&refused, &name, &one, BPF_ANY);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
