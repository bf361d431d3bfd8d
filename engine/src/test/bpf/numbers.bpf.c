// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Maps and constants of many C types. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum colour { RED, GREEN };
enum level { LOW = -1, HIGH = 1 };
struct point {
	int x, y;
};
typedef __u32 rate_t;
typedef struct point point_t;

#define MAP(NAME, KEY, VALUE)                                                                                          \
	struct {                                                                                                       \
		__uint(type, BPF_MAP_TYPE_HASH);                                                                       \
		__type(key, KEY);                                                                                      \
		__type(value, VALUE);                                                                                  \
		__uint(max_entries, 4);                                                                                \
	} NAME SEC(".maps")

MAP(bytes, __u8, __s8);
MAP(shorts, __u16, __s16);
MAP(ints, __u32, __s32);
MAP(longs, __u64, __s64);
MAP(wire, __be16, __be64);
MAP(addresses, __be32, __be32);
MAP(others, _Bool, enum level);
MAP(six, struct point, unsigned char[16]);
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(key_size, 4);
	__uint(value_size, 12);
	__uint(max_entries, 4);
} untyped SEC(".maps");

const volatile __u8 u8;
const volatile __s8 s8;
const volatile char letter;
const volatile unsigned short u16;
const volatile __s16 s16;
const volatile __u32 u32;
const volatile int s32;
const volatile __u64 u64;
const volatile long long s64;
const volatile _Bool flag;
const volatile enum colour colour;
const volatile enum level level;
const volatile rate_t rate;
const volatile __be16 port;
const volatile __be32 address;
const volatile char text[8];
const volatile __u8 octets[6];
const volatile int table[4];
const volatile point_t origin;
const volatile struct point corner;
void *const volatile pointer;

/* Each constant is read, so that the compiler keeps it; the sum tells that its bytes arrived. */
SEC("xdp")
int sum(struct xdp_md *ctx)
{
	long long sum = u8 + s8 + letter + u16 + s16 + u32 + s32 + u64 + s64 + flag + colour + level + rate;

	sum += port + address + text[0] + octets[0] + table[0] + origin.x + corner.y + (long)pointer;
	return sum;
}

/* Says whether a constant is as the wire has it. */
SEC("xdp")
int wire_order(struct xdp_md *ctx)
{
	const volatile unsigned char *p = (const volatile unsigned char *)&port;
	const volatile unsigned char *a = (const volatile unsigned char *)&address;

	return p[0] << 8 | p[1] | a[0] << 16 | a[3] << 24;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
