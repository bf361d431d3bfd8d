// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs at functions of the kernel: that behind socket(2), and what goes over all tasks or elements of a map. */
#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

/* What is used of the kernel's types; all of them (vmlinux.h) take long to compile on an emulated machine. */
struct task_struct {
	int pid;
	int tgid;
} __attribute__((preserve_access_index));

struct seq_file;

struct bpf_iter_meta {
	struct seq_file *seq;
} __attribute__((preserve_access_index));

struct bpf_iter__task {
	struct bpf_iter_meta *meta;
	struct task_struct *task;
} __attribute__((preserve_access_index));

struct bpf_iter__bpf_map_elem {
	struct bpf_iter_meta *meta;
	void *key;
	void *value;
} __attribute__((preserve_access_index));

#define EACCES 13

struct seen {
	__u32 process;
	__u32 thread;
	__u64 program;
};

/* As the function got and gave them. */
struct call {
	__u32 thread;
	__s32 family;
	__s32 kind;
	__s32 result;
};

const struct seen *unused __attribute__((unused));
const struct call *unused_call __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 18);
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 18);
} calls SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__type(key, __u32);
	__type(value, __u64);
} stock SEC(".maps");

__u32 only_thread;

static int tell(__u64 program)
{
	__u64 task = bpf_get_current_pid_tgid();
	struct seen seen = {.process = task >> 32, .thread = task, .program = program};

	bpf_ringbuf_output(&events, &seen, sizeof(seen), 0);
	return 0;
}

SEC("kprobe/__sys_socket")
int on_entry(void *ctx)
{
	return tell(1);
}

SEC("kretprobe/__sys_socket")
int on_return(void *ctx)
{
	return tell(2);
}

SEC("kprobe")
int anywhere(void *ctx)
{
	return tell(3);
}

SEC("ksyscall/getpid")
int on_getpid(void *ctx)
{
	return tell(4);
}

SEC("kprobe.multi/__sys_soc*t")
int on_matching(void *ctx)
{
	return tell(5);
}

SEC("kprobe.multi")
int on_several(void *ctx)
{
	return tell(6);
}

SEC("kprobe/__sys_sockett")
int no_function(void *ctx)
{
	return 0;
}

SEC("kprobe/exc_int3")
int untraceable(void *ctx)
{
	return 0;
}

SEC("fentry/__sys_socket")
int BPF_PROG(enter, int family, int kind, int protocol)
{
	struct call call = {.thread = bpf_get_current_pid_tgid(), .family = family, .kind = kind};

	bpf_ringbuf_output(&calls, &call, sizeof(call), 0);
	return 0;
}

SEC("fexit/__sys_socket")
int BPF_PROG(leave, int family, int kind, int protocol, int result)
{
	struct call call = {
		.thread = bpf_get_current_pid_tgid(), .family = family, .kind = kind, .result = result};

	bpf_ringbuf_output(&calls, &call, sizeof(call), 0);
	return 0;
}

SEC("fmod_ret/security_socket_create")
int BPF_PROG(refuse, int family, int kind, int protocol, int kern, int result)
{
	if (result || (__u32)bpf_get_current_pid_tgid() != only_thread)
		return result;
	return -EACCES;
}

SEC("tp_btf/sched_process_exec")
int BPF_PROG(on_exec, struct task_struct *task, int old_pid)
{
	struct seen seen = {.process = task->tgid, .thread = task->pid, .program = 7};

	bpf_ringbuf_output(&events, &seen, sizeof(seen), 0);
	return 0;
}

SEC("iter/task")
int all_tasks(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task;

	if (task)
		BPF_SEQ_PRINTF(ctx->meta->seq, "%d %d\n", task->tgid, task->pid);
	return 0;
}

SEC("iter/bpf_map_elem")
int all_stock(struct bpf_iter__bpf_map_elem *ctx)
{
	__u32 *key = ctx->key;
	__u64 *value = ctx->value;

	if (key && value)
		BPF_SEQ_PRINTF(ctx->meta->seq, "%u: %llu\n", *key, *value);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
