// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Security hooks that refuse what one thread does, or the process that it starts. */
#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

/* What is used of the kernel's types; all of them (vmlinux.h) take long to compile on an emulated machine. */
struct task_struct {
	int tgid;
	struct task_struct *real_parent;
} __attribute__((preserve_access_index));

struct file;
struct linux_binprm;
struct socket;
struct sockaddr;

#define EPERM 1

__u32 only_thread;
__u32 only_parent;
__u64 refused;

static int decide(int before, int ours)
{
	if (before || !ours)
		return before;
	__sync_fetch_and_add(&refused, 1);
	return -EPERM;
}

static int is_ours(void)
{
	return (__u32)bpf_get_current_pid_tgid() == only_thread;
}

SEC("lsm/file_open")
int BPF_PROG(no_open, struct file *file, int before)
{
	return decide(before, is_ours());
}

SEC("lsm/bprm_check_security")
int BPF_PROG(no_exec, struct linux_binprm *bprm, int before)
{
	struct task_struct *task = (void *)bpf_get_current_task();

	return decide(before, BPF_CORE_READ(task, real_parent, tgid) == only_parent);
}

SEC("lsm/socket_connect")
int BPF_PROG(no_connect, struct socket *sock, struct sockaddr *address, int length, int before)
{
	return decide(before, is_ours());
}

SEC("lsm/bpf")
int BPF_PROG(no_bpf, int command, union bpf_attr *attributes, unsigned int size, int before)
{
	/* Kernels since 6.15 have a fourth argument before the result. */
	return decide(0, is_ours());
}

char LICENSE[] SEC("license") = "GPL";
