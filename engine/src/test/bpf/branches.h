/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* See branches.bpf.c for the numbers. */

static __always_inline int in_a_header(int n)
{							/* = 6 */
	if (n > 4)					/* = 6 [1 5] */
		return 1;				/* = 1 */
	return 0;					/* = 5 */
}
