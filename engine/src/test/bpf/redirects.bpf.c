// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Each kind of map that XDP redirects through; the first byte of a packet names one, its last the key. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define MAP(NAME, TYPE, VALUE)                                                                                         \
	struct {                                                                                                       \
		__uint(type, TYPE);                                                                                    \
		__type(key, __u32);                                                                                    \
		__type(value, VALUE);                                                                                  \
		__uint(max_entries, 4);                                                                                \
	} NAME SEC(".maps")

MAP(devices, BPF_MAP_TYPE_DEVMAP, struct bpf_devmap_val);
MAP(devices_by_key, BPF_MAP_TYPE_DEVMAP_HASH, __u32);
MAP(cpus, BPF_MAP_TYPE_CPUMAP, struct bpf_cpumap_val);
MAP(plain_cpus, BPF_MAP_TYPE_CPUMAP, __u32);
MAP(sockets, BPF_MAP_TYPE_XSKMAP, __u32);

SEC("xdp")
int redirect(struct xdp_md *ctx)
{
	unsigned char *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;

	if (data + 14 > end)
		return XDP_ABORTED;
	switch (data[0]) {
	case 0:
		return bpf_redirect_map(&devices, data[1], XDP_DROP);
	case 1:
		return bpf_redirect_map(&devices_by_key, data[1], XDP_DROP);
	case 2:
		return bpf_redirect_map(&cpus, data[1], XDP_DROP);
	default:
		return bpf_redirect_map(&sockets, data[1], XDP_DROP);
	}
}

SEC("xdp/devmap")
int before_device(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("xdp/cpumap")
int on_cpu(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
