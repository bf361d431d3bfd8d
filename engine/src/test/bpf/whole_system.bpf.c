// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs that see, or decide, what all processes do; here only what one of them does counts. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define EPERM 1
#define AF_X25 9

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} fired SEC(".maps");

const volatile __u32 process = 0;

static int is_ours(void)
{
	__u32 zero = 0;
	__u64 *count;

	if (bpf_get_current_pid_tgid() >> 32 != process)
		return 0;
	count = bpf_map_lookup_elem(&fired, &zero);
	if (count)
		__sync_fetch_and_add(count, 1);
	return 1;
}

SEC("kprobe/__sys_socket")
int sockets_probed(void *ctx)
{
	is_ours();
	return 0;
}

SEC("fentry/__sys_socket")
int sockets_entered(__u64 *ctx)
{
	is_ours();
	return 0;
}

/* socket_create(family, type, protocol, kern), and what the program before it decided */
SEC("lsm/socket_create")
int sockets_refused(__u64 *ctx)
{
	if (ctx[4] || !is_ours())
		return ctx[4];
	return -EPERM;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
