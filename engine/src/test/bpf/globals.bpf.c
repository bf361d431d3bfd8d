// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Variables in every section that holds some. */
#include <linux/bpf.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

enum mode { MODE_OFF, MODE_ON };

struct limits {
	__be16 port;
	__u32 rate;
	unsigned int strict : 1;
	unsigned int level : 3;
	char name[6];
};

__u32 counter; /* .bss */
int mark = 7; /* .data */
enum mode mode = MODE_OFF;
struct limits limits = { .rate = 1 };
static __u64 hidden = 5;
__u32 table[4];
__u8 far[8] SEC(".data.far");
const volatile __u32 most = 10;
const volatile __u32 steps[3] = { 1, 2, 3 };
const volatile struct limits bounds = { .rate = 9 };

/* Says which rule holds, and counts. */
SEC("xdp")
int use(struct xdp_md *ctx)
{
	counter++;
	hidden += 2;
	table[3] = counter;
	far[7]++;
	if (mode == MODE_ON && limits.port == bpf_htons(53))
		return limits.rate + limits.level;
	return mark;
}

SEC("xdp")
int read_constants(struct xdp_md *ctx)
{
	return most * 1000000 + steps[0] * 100000 + steps[2] * 10000 + bounds.rate * 100 + bounds.strict * 10 +
	       bounds.level + (bounds.port == bpf_htons(443) ? 50000000 : 0) + (bounds.name[1] == 'b' ? 70000000 : 0);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
