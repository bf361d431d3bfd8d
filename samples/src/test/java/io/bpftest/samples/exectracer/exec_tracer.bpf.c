// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Tells which programs are executed, by whom, and how they end. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

enum kind { STARTED, ENDED };

struct execution {
	__u32 kind;
	__u32 process;
	__u32 parent;
	/* Of an end: the exit code, or 128 and the number of the signal. */
	__u32 result;
	char file[64];
};

const struct execution *unused __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 16);
} executions SEC(".maps");

/* What was started and has not ended. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, struct execution);
} running SEC(".maps");

/* Whose children count; 0 for all. */
__u32 parent;

SEC("tp/sched/sched_process_exec")
int started(struct trace_event_raw_sched_process_exec *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	struct execution execution = {.kind = STARTED};

	execution.process = bpf_get_current_pid_tgid() >> 32;
	execution.parent = BPF_CORE_READ(task, real_parent, tgid);
	if (parent && execution.parent != parent)
		return 0;
	/* The lower half is where the name stands in the record. */
	bpf_probe_read_kernel_str(execution.file, sizeof(execution.file),
				  (void *)ctx + (ctx->__data_loc_filename & 0xffff));
	bpf_map_update_elem(&running, &execution.process, &execution, BPF_ANY);
	bpf_ringbuf_output(&executions, &execution, sizeof(execution), 0);
	return 0;
}

SEC("tp/sched/sched_process_exit")
int ended(void *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	__u64 ids = bpf_get_current_pid_tgid();
	__u32 process = ids >> 32, code;
	struct execution *execution;

	/* A thread that is not the first ends, and its process goes on. */
	if (process != (__u32)ids)
		return 0;
	execution = bpf_map_lookup_elem(&running, &process);
	if (!execution)
		return 0;
	code = BPF_CORE_READ(task, exit_code);
	execution->kind = ENDED;
	execution->result = code & 0x7f ? 128 + (code & 0x7f) : code >> 8;
	bpf_ringbuf_output(&executions, execution, sizeof(*execution), 0);
	bpf_map_delete_elem(&running, &process);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
