// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Prints a line for each BPF program and map in the kernel, "prog_id 12 name" as fdinfo has it; for ci/test. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <bpf/bpf.h>

/* An end of the list is no error; anything else, such as a missing CAP_SYS_ADMIN, must not look like an empty list. */
static void check_end(void)
{
	if (errno != ENOENT) {
		perror("loaded: cannot list what is in the kernel");
		exit(1);
	}
}

static void print_programs(void)
{
	struct bpf_prog_info info;
	__u32 id = 0, size;
	int fd;

	while (!bpf_prog_get_next_id(id, &id)) {
		fd = bpf_prog_get_fd_by_id(id);
		if (fd < 0)
			continue; /* gone since */
		memset(&info, 0, sizeof(info));
		size = sizeof(info);
		if (!bpf_obj_get_info_by_fd(fd, &info, &size))
			printf("prog_id %u %s\n", id, info.name);
		close(fd);
	}
	check_end();
}

static void print_maps(void)
{
	struct bpf_map_info info;
	__u32 id = 0, size;
	int fd;

	while (!bpf_map_get_next_id(id, &id)) {
		fd = bpf_map_get_fd_by_id(id);
		if (fd < 0)
			continue; /* gone since */
		memset(&info, 0, sizeof(info));
		size = sizeof(info);
		if (!bpf_obj_get_info_by_fd(fd, &info, &size))
			printf("map_id %u %s\n", id, info.name);
		close(fd);
	}
	check_end();
}

int main(void)
{
	print_programs();
	print_maps();
	return 0;
}
