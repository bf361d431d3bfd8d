// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Every form of branch. Behind a line stands, counted by hand, how often it runs for packets that ask for 0, 1, 2, 3, 4 and 5,
 * one each; in brackets, how often each of its conditions holds and does not.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "branches.h"

#define LARGE(n) ((n) > 3)

static __always_inline int kind(int n)
{							/* = 6 */
	switch (n) {					/* = 6 */
	case 0:						/* = 1 [1 5] */
		return 10;				/* = 1 */
	case 1:						/* = 1 [1 5] */
	case 2:						/* = 2 [1 5] */
		return 20;				/* = 2 */
	default:					/* = 3 [3 3] */
		return 30;				/* = 3 */
	}
}

static __noinline int steps(int n)
{							/* = 6 */
	int steps = 0;					/* = 6 */
	int left = n & 7;				/* = 6 */

	for (int i = 0; i < 4; i++) {			/* = 20 [18 2] */
		if (i >= n)				/* = 18 [4 14] */
			break;				/* = 4 */
		steps++;				/* = 14 */
	}						/* = 14 */
	while (left > 3)				/* = 9 [3 6] */
		left--;					/* = 3 */
	do {						/* = 7 */
		left++;					/* = 7 */
	} while (left < 2);				/* = 7 [1 6] */
	return steps + left;				/* = 6 */
}

/* Nobody calls it. */
static __always_inline __attribute__((unused)) int never(int n)
{							/* = 0 */
	return n;					/* = 0 */
}

SEC("xdp")
int branches(struct xdp_md *ctx)
{							/* = 6 */
	__u32 *wanted = (void *)(long)ctx->data + 14;	/* = 6 */
	int total = 0;					/* = 6 */

	if ((void *)(wanted + 1) > (void *)(long)ctx->data_end)	/* = 6 [0 6] */
		return XDP_ABORTED;			/* = 0 */

	int n = *wanted;				/* = 6 */

	if (n > 2)					/* = 6 [3 3] */
		total += 1;				/* = 3 */
	else						/* = 3 */
		total += 2;				/* = 3 */
	total += n % 2 ? 10 : 20;			/* = 6 [3 3] */
	if (n > 0 && n < 3)				/* = 6 [5 1] [2 3] */
		total += 4;				/* = 2 */
	if (n == 0 || n == 5)				/* = 6 [1 5] [1 4] */
		total += 8;				/* = 2 */
	if (LARGE(n))					/* = 6 [2 4] */
		total += 16;				/* = 2 */
	if (n == 4)					/* = 6 [1 5] */
		goto out;				/* = 1 */
	total += 100;					/* = 5 */
out:							/* = 6 */
	return total + kind(n) + steps(n) + in_a_header(n);	/* = 6 */
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
