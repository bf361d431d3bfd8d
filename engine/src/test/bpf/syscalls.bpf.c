// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Programs that user space calls with a struct of their own. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct request {
	__u32 left;
	__u32 right;
	__u64 sum;
	__u64 untouched;
};

struct copy {
	__u64 address;
	__u64 bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} runs SEC(".maps");

static void count(void)
{
	__u32 key = 0;
	__u64 *value = bpf_map_lookup_elem(&runs, &key);

	if (value)
		__sync_fetch_and_add(value, 1);
}

SEC("syscall")
int add(struct request *request)
{
	count();
	request->sum = (__u64)request->left + request->right;
	return request->left - request->right;
}

SEC("syscall")
int ignores_context(void *context)
{
	count();
	return 7;
}

/* bpf_copy_from_user is for programs that may sleep. */
static __always_inline int copy_bytes(struct copy *copy)
{
	__u64 bytes = 0;
	int result = bpf_copy_from_user(&bytes, sizeof(bytes), (void *)(long)copy->address);

	copy->bytes = bytes;
	return result;
}

SEC("syscall")
int copies_from_user(struct copy *copy)
{
	return copy_bytes(copy);
}

SEC("calls_of_our_own")
int section_of_its_own(struct copy *copy)
{
	return copy_bytes(copy);
}

/* As far as an instruction's offset reaches. */
SEC("syscall")
int reads_far(__u32 *words)
{
	return words[32764 / 4];
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
