// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Maps of structs of every sort: a program writes a value that Java reads, another checks one that Java wrote. */
#include <linux/bpf.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

enum shade { SHADE_DARK = -1, SHADE_PLAIN, SHADE_LIGHT };

struct flow {
	__be32 saddr;
	__be32 daddr;
	__be16 src_port;
	__be16 dst_port;
	__u8 protocol;
	__u8 pad[3];
};

struct point {
	__s16 x, y;
};

struct everything {
	__u8 u8;
	__s8 s8;
	__u16 u16;
	__s16 s16;
	__u32 u32;
	__s32 s32;
	__u64 u64;
	__s64 s64;
	__be64 be64;
	_Bool flag;
	enum shade shade;
	char name[8];
	__u8 mac[6];
	struct point at;
	struct point corners[2];
	__u32 table[2][3];
	const void *pointer;
	float ratio;
	double precise;
	unsigned int three : 3;
	int minus : 5;
	unsigned long long wide : 40;
	unsigned int last : 1;
	union {
		__u32 number;
		__u8 bytes[4];
	};
	union {
		__u64 whole;
		struct point halves;
	} named;
	struct {
		__u32 inner;
	};
	__u16 default_value;
};

struct narrow {
	__u32 count;
	__u8 level;
	unsigned int bits : 3;
	char text[4];
	int table[2];
	enum shade shade;
};

#define MAP(NAME, KEY, VALUE)                                                                                          \
	struct {                                                                                                       \
		__uint(type, BPF_MAP_TYPE_HASH);                                                                       \
		__type(key, KEY);                                                                                      \
		__type(value, VALUE);                                                                                  \
		__uint(max_entries, 16);                                                                               \
	} NAME SEC(".maps")

MAP(made, struct flow, struct everything);
MAP(given, struct flow, struct everything);
MAP(narrows, __u32, struct narrow);
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__type(key, __u32);
	__type(value, struct point);
	__uint(max_entries, 2);
} percpu SEC(".maps");

static const struct flow key = {
	.saddr = bpf_htonl(0xc0000201),
	.daddr = bpf_htonl(0xc6336402),
	.src_port = bpf_htons(4000),
	.dst_port = bpf_htons(53),
	.protocol = 17,
};

SEC("xdp")
int make(struct xdp_md *ctx)
{
	struct everything e;

	__builtin_memset(&e, 0, sizeof(e));
	e.u8 = 200;
	e.s8 = -100;
	e.u16 = 60000;
	e.s16 = -30000;
	e.u32 = 4000000000U;
	e.s32 = -2000000000;
	e.u64 = 18000000000000000000ULL;
	e.s64 = -9000000000000000000LL;
	e.be64 = bpf_cpu_to_be64(0x0102030405060708ULL);
	e.flag = 1;
	e.shade = SHADE_DARK;
	e.name[0] = 'e';
	e.name[1] = 't';
	e.name[2] = 'h';
	e.mac[0] = 2;
	e.mac[5] = 9;
	e.at.x = -1;
	e.at.y = 2;
	e.corners[0].x = 3;
	e.corners[1].y = -4;
	e.table[0][2] = 5;
	e.table[1][0] = 6;
	e.pointer = (const void *)0x1234567890abcdefULL;
	*(__u32 *)&e.ratio = 0x3fc00000;
	*(__u64 *)&e.precise = 0xc004000000000000ULL;
	e.three = 5;
	e.minus = -11;
	e.wide = 0xabcdef0123ULL;
	e.last = 1;
	e.number = 0x01020304;
	e.named.halves.x = 7;
	e.named.halves.y = -8;
	e.inner = 9;
	e.default_value = 10;
	bpf_map_update_elem(&made, &key, &e, BPF_ANY);
	return XDP_PASS;
}

/* Gives the number of the first member that is not as make() would write it, 0 where all are. */
SEC("xdp")
int check(struct xdp_md *ctx)
{
	struct everything *e = bpf_map_lookup_elem(&given, &key);

	if (!e)
		return 100;
	if (e->u8 != 200 || e->s8 != -100)
		return 1;
	if (e->u16 != 60000 || e->s16 != -30000)
		return 2;
	if (e->u32 != 4000000000U || e->s32 != -2000000000)
		return 3;
	if (e->u64 != 18000000000000000000ULL || e->s64 != -9000000000000000000LL)
		return 4;
	if (e->be64 != bpf_cpu_to_be64(0x0102030405060708ULL))
		return 5;
	if (!e->flag || e->shade != SHADE_DARK)
		return 6;
	if (e->name[0] != 'e' || e->name[2] != 'h' || e->name[3] || e->mac[0] != 2 || e->mac[5] != 9)
		return 7;
	if (e->at.x != -1 || e->at.y != 2 || e->corners[0].x != 3 || e->corners[1].y != -4)
		return 8;
	if (e->table[0][2] != 5 || e->table[1][0] != 6)
		return 9;
	if ((__u64)e->pointer != 0x1234567890abcdefULL)
		return 10;
	if (*(__u32 *)&e->ratio != 0x3fc00000 || *(__u64 *)&e->precise != 0xc004000000000000ULL)
		return 11;
	if (e->three != 5 || e->minus != -11 || e->wide != 0xabcdef0123ULL || e->last != 1)
		return 12;
	if (e->number != 0x01020304 || e->named.halves.x != 7 || e->named.halves.y != -8)
		return 13;
	if (e->inner != 9 || e->default_value != 10)
		return 14;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
