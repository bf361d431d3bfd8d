// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Structs that lie unusually: packed, straddling, without bytes, nested in what has no name. */
#include <linux/bpf.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

typedef __be32 net_address;
typedef const net_address fixed_address;

enum wide { WIDE_NONE, WIDE_ONE, WIDE_TEN = 10 };

struct nothing {
};

struct __attribute__((packed)) packed {
	__u8 first;
	unsigned long long straddles : 61;
	signed long long minus : 7;
	unsigned long long whole : 64;
	_Bool last : 1;
	enum wide narrow : 3;
	fixed_address source;
	struct nothing nothing;
	__u8 macs[2][6];
	char letter;
	unsigned __int128 huge;
};

struct tail {
	__u32 length;
	_Bool truth;
	float ratio;
	__u8 data[];
};

struct overlaid {
	union {
		__u64 both;
		struct {
			__u8 low : 4;
			__u8 high : 4;
			__u32 upper;
		};
	};
	union {
		struct {
			__u8 small;
			__u32 large;
		} parts;
		__u64 raw;
	};
};

struct pair {
	__u32 left;
	__u32 right;
};

struct end {
	__be32 address;
	__u16 port;
	__u8 pad[2];
};

struct state {
	enum wide level;
	union {
		__u32 number;
		__u8 bytes[4];
	};
	__u8 reserved[4];
};

#define MAP(NAME, TYPE, KEY, VALUE)                                                                                    \
	struct {                                                                                                       \
		__uint(type, TYPE);                                                                                    \
		__type(key, KEY);                                                                                      \
		__type(value, VALUE);                                                                                  \
		__uint(max_entries, 4);                                                                                \
	} NAME SEC(".maps")

MAP(packed, BPF_MAP_TYPE_HASH, __u32, struct packed);
MAP(tails, BPF_MAP_TYPE_HASH, __u32, struct tail);
MAP(overlaid, BPF_MAP_TYPE_HASH, __u32, struct overlaid);
MAP(pairs, BPF_MAP_TYPE_HASH, struct pair, struct pair);
MAP(percpu, BPF_MAP_TYPE_PERCPU_HASH, struct pair, struct pair);
MAP(lru, BPF_MAP_TYPE_LRU_HASH, struct pair, struct pair);
MAP(states, BPF_MAP_TYPE_HASH, struct end, struct state);

const volatile struct packed constant = {};

SEC("xdp")
int make(struct xdp_md *ctx)
{
	struct packed p;
	__u32 key = 1;

	__builtin_memset(&p, 0, sizeof(p));
	p.first = 255;
	p.straddles = 0x123456789abcdefULL;
	p.minus = -64;
	p.whole = 0xfedcba9876543210ULL;
	p.last = 1;
	p.narrow = WIDE_ONE;
	*(__u32 *)&p.source = bpf_htonl(0xc0000201);
	p.macs[1][5] = 6;
	p.letter = -1;
	p.huge = (unsigned __int128)1 << 64;
	bpf_map_update_elem(&packed, &key, &p, BPF_ANY);
	return constant.first;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
