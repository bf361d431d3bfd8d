// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* How long socket(2) takes, as a histogram of powers of two. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define SLOTS 32

/* When each thread has entered. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, __u64);
} entered SEC(".maps");

/* How many calls took at least 2^slot nanoseconds and less than twice that. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, SLOTS);
	__type(key, __u32);
	__type(value, __u64);
} histogram SEC(".maps");

/* Whose calls count; 0 for all. */
__u32 process;

SEC("fentry/__sys_socket")
int BPF_PROG(enter, int family, int type, int protocol)
{
	__u64 ids = bpf_get_current_pid_tgid(), now = bpf_ktime_get_ns();
	__u32 thread = ids;

	if (!process || ids >> 32 == process)
		bpf_map_update_elem(&entered, &thread, &now, BPF_ANY);
	return 0;
}

static __u32 slot_of(__u64 nanoseconds)
{
	__u32 slot = 0;

	for (int i = 0; i < SLOTS - 1; i++) {
		if (nanoseconds <= 1)
			break;
		nanoseconds >>= 1;
		slot++;
	}
	return slot;
}

SEC("fexit/__sys_socket")
int BPF_PROG(leave, int family, int type, int protocol, int result)
{
	__u32 thread = bpf_get_current_pid_tgid(), slot;
	__u64 *since = bpf_map_lookup_elem(&entered, &thread), *count;

	/* A call that was under way when the program came. */
	if (!since)
		return 0;
	slot = slot_of(bpf_ktime_get_ns() - *since);
	bpf_map_delete_elem(&entered, &thread);
	count = bpf_map_lookup_elem(&histogram, &slot);
	if (count)
		__sync_fetch_and_add(count, 1);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
