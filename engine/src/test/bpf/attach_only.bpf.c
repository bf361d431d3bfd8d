// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* One program of each type that the kernel takes no test run of, as far as a kernel needs no more to load it. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define PROGRAM(section, name)                                                                                         \
	SEC(section) int name(void *ctx)                                                                               \
	{                                                                                                              \
		return 1;                                                                                              \
	}

PROGRAM("kprobe/do_nanosleep", kprobe_program)
PROGRAM("tracepoint/syscalls/sys_enter_openat", tracepoint_program)
PROGRAM("perf_event", perf_event_program)
PROGRAM("raw_tp.w/sched_switch", raw_tracepoint_writable_program)
PROGRAM("cgroup/sock_create", cgroup_sock_program)
PROGRAM("cgroup/connect4", cgroup_sock_addr_program)
PROGRAM("cgroup/getsockopt", cgroup_sockopt_program)
PROGRAM("cgroup/dev", cgroup_device_program)
PROGRAM("cgroup/sysctl", cgroup_sysctl_program)
PROGRAM("sockops", sock_ops_program)
PROGRAM("sk_skb/stream_verdict", sk_skb_program)
PROGRAM("sk_msg", sk_msg_program)
PROGRAM("sk_reuseport", sk_reuseport_program)
PROGRAM("lwt_seg6local", lwt_seg6local_program)
PROGRAM("lirc_mode2", lirc_mode2_program)
PROGRAM("lsm/file_open", lsm_program)
PROGRAM("freplace/good", ext_program)
PROGRAM("struct_ops/ssthresh", struct_ops_program)

char LICENSE[] SEC("license") = "Dual BSD/GPL";
