// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs at events that most kernels let be seen. Each tells who caused the event, and by a number which program saw it. */
#include <linux/bpf.h>
#include <linux/bpf_perf_event.h>
#include <bpf/bpf_helpers.h>

struct seen {
	__u32 process;
	__u32 thread;
	__u64 program;
};

const struct seen *unused __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 18);
} events SEC(".maps");

/* Whose events count; 0 for all. */
__u32 only_thread;

/* What the writable tracepoint makes of the result of a test run. */
__s32 result;

static int tell(__u64 program)
{
	__u64 task = bpf_get_current_pid_tgid();
	struct seen seen = {.process = task >> 32, .thread = task, .program = program};

	if (!only_thread || seen.thread == only_thread)
		bpf_ringbuf_output(&events, &seen, sizeof(seen), 0);
	return 0;
}

SEC("tp/sched/sched_process_exec")
int on_exec(void *ctx)
{
	return tell(1);
}

SEC("tracepoint/syscalls/sys_enter_openat")
int on_open(void *ctx)
{
	return tell(2);
}

SEC("tracepoint")
int anywhere(void *ctx)
{
	return tell(3);
}

SEC("raw_tp/sched_process_exec")
int on_raw_exec(struct bpf_raw_tracepoint_args *ctx)
{
	return tell(4);
}

SEC("raw_tp")
int on_raw_any(struct bpf_raw_tracepoint_args *ctx)
{
	return tell(5);
}

SEC("raw_tp.w/bpf_test_finish")
int on_finish(struct bpf_raw_tracepoint_args *ctx)
{
	/* The tracepoint's only argument is a pointer to the result. */
	*(volatile __s32 *)ctx->args[0] = result;
	return 0;
}

SEC("perf_event")
int on_tick(struct bpf_perf_event_data *ctx)
{
	return tell(6);
}

SEC("uprobe")
int on_call(void *ctx)
{
	return tell(7);
}

SEC("uprobe/libc.so.6:getpid")
int on_getpid(void *ctx)
{
	return tell(8);
}

SEC("uretprobe/libc.so.6:getpid")
int on_getpid_return(void *ctx)
{
	return tell(9);
}

SEC("xdp")
int pass(struct xdp_md *ctx)
{
	return XDP_PASS;
}

/* Places that are not there. */
SEC("tp/sched/sched_process_exek")
int no_tracepoint(void *ctx)
{
	return 0;
}

SEC("uprobe/libc.so.6:getpidd")
int no_symbol(void *ctx)
{
	return 0;
}

SEC("uprobe/libnothing.so:getpid")
int no_file(void *ctx)
{
	return 0;
}

SEC("kprobe/do_sys_openat2")
int on_kernel_function(void *ctx)
{
	return tell(10);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
