// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * The C side of ci/bench: does on request what the Java side does, through libbpf and nothing else.
 *
 * Requests come line by line on stdin, each answered by one line on stdout, so that both sides stay warm while
 * their rounds alternate:
 *
 *   run OBJECT BYTES TIMES    runs the object's program; answers the nanoseconds per run
 *   lookup OBJECT TIMES       runs the object's sk_lookup program; answers the nanoseconds per run
 *   read OBJECT ENTRIES BATCH fills the object's hash, then reads it whole; answers the nanoseconds of reading
 *   replay OBJECT CAPTURE N   runs the capture's packets, with N threads; answers the nanoseconds of all of it
 *   load OBJECT TIMES         opens, loads, runs once and closes; answers the nanoseconds of all of it
 */
#include <arpa/inet.h>
#include <errno.h>
#define PCAP_DONT_INCLUDE_PCAP_BPF_H /* which has a struct bpf_insn of its own */
#include <pcap/pcap.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <linux/bpf.h>
#include <sys/socket.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#define LARGEST_PACKET 2048
#define MOST_THREADS 64
#define BLOCK 1024

static unsigned char packet[LARGEST_PACKET];
static unsigned char output[LARGEST_PACKET];

static void die(const char *what)
{
	fprintf(stderr, "bench: %s: %s\n", what, strerror(errno));
	exit(1);
}

static double nanoseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1e9 + now.tv_nsec;
}

static struct bpf_object *loaded(const void *elf, size_t size)
{
	struct bpf_object *object = bpf_object__open_mem(elf, size, NULL);

	if (!object)
		die("cannot open the object");
	if (bpf_object__load(object))
		die("cannot load the object");
	return object;
}

static int program_of(struct bpf_object *object)
{
	return bpf_program__fd(bpf_object__next_program(object, NULL));
}

/* data_size_out is both asked for and answered, so each run sets it again. */
static void run_once(int program, struct bpf_test_run_opts *opts)
{
	int error;

	do {
		opts->data_size_out = sizeof(output);
		error = bpf_prog_test_run_opts(program, opts);
	} while (error == -EINTR);
	if (error)
		die("cannot run the program");
}

static double run(const void *elf, size_t size, int bytes, int times)
{
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		.data_in = packet, .data_size_in = bytes,
		.data_out = output, .data_size_out = sizeof(output),
		.repeat = 1);
	struct bpf_object *object = loaded(elf, size);
	int program = program_of(object);
	double start;

	start = nanoseconds();
	for (int i = 0; i < times; i++)
		run_once(program, &opts);
	start = nanoseconds() - start;
	bpf_object__close(object);
	return start / times;
}

/* A TCP connection over IPv4; addresses and the remote port in network order, the local port in the host's. */
static double lookup(const void *elf, size_t size, int times)
{
	struct bpf_sk_lookup in = {
		.family = AF_INET, .protocol = IPPROTO_TCP,
		.remote_ip4 = htonl(0xc6336401), .remote_port = htons(4000),
		.local_ip4 = htonl(0x7f000001), .local_port = 80,
	}, out;
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		.ctx_in = &in, .ctx_size_in = sizeof(in), .ctx_out = &out, .repeat = 1);
	struct bpf_object *object = loaded(elf, size);
	int program = program_of(object);
	double start = nanoseconds();
	int error;

	for (int i = 0; i < times; i++) {
		do {
			opts.ctx_size_out = sizeof(out);
			error = bpf_prog_test_run_opts(program, &opts);
		} while (error == -EINTR);
		if (error)
			die("cannot run the program");
	}
	start = nanoseconds() - start;
	bpf_object__close(object);
	return start / times;
}

/* The values of large_map.bpf.c. */
struct traffic {
	__u64 packets;
	__u64 bytes;
	__u32 source;
	__u32 state;
};

static void fill(int map, __u32 entries)
{
	struct traffic value = {};

	for (__u32 key = 0; key < entries; key++) {
		value.packets = key;
		if (bpf_map_update_elem(map, &key, &value, BPF_ANY))
			die("cannot fill the map");
	}
}

static double read_all(const void *elf, size_t size, __u32 entries, __u32 batch)
{
	struct bpf_object *object = loaded(elf, size);
	int map = bpf_map__fd(bpf_object__next_map(object, NULL));
	__u32 *keys = calloc(batch, sizeof(*keys));
	struct traffic *values = calloc(batch, sizeof(*values));
	__u64 sum = 0, seen = 0, position;
	void *from = NULL;
	double start;
	int error = 0;

	fill(map, entries);
	start = nanoseconds();
	while (!error) {
		__u32 count = batch;

		error = bpf_map_lookup_batch(map, from, &position, keys, values, &count, NULL);
		if (error && error != -ENOENT)
			die("cannot read the map");
		for (__u32 i = 0; i < count; i++)
			sum += values[i].packets + keys[i];
		seen += count;
		from = &position;
	}
	start = nanoseconds() - start;
	if (seen != entries || sum != (__u64)entries * (entries - 1))
		die("the map was not read whole");
	free(keys);
	free(values);
	bpf_object__close(object);
	return start;
}

static double load(const void *elf, size_t size, int times)
{
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		.data_in = packet, .data_size_in = 64,
		.data_out = output, .data_size_out = sizeof(output),
		.repeat = 1);
	double start = nanoseconds();

	for (int i = 0; i < times; i++) {
		struct bpf_object *object = loaded(elf, size);

		run_once(program_of(object), &opts);
		bpf_object__close(object);
	}
	return nanoseconds() - start;
}

static void *content(const char *path, size_t *size)
{
	static char buffer[1 << 20];
	FILE *file = fopen(path, "rb");

	if (!file)
		die(path);
	*size = fread(buffer, 1, sizeof(buffer), file);
	fclose(file);
	return buffer;
}

/* One thread of a replay: reads all packets, and runs each so-many-eth block of them. */
struct replaying {
	const char *capture;
	int program, number, threads;
	unsigned long verdicts[8];
	unsigned char output[LARGEST_PACKET];
};

static void *replay_blocks(void *argument)
{
	struct replaying *own = argument;
	char reason[PCAP_ERRBUF_SIZE];
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_out = own->output, .repeat = 1);
	pcap_t *capture = pcap_open_offline_with_tstamp_precision(own->capture, PCAP_TSTAMP_PRECISION_NANO, reason);
	struct pcap_pkthdr *header;
	const unsigned char *data;
	int error;

	if (!capture)
		die("cannot open the capture");
	for (unsigned long i = 0; pcap_next_ex(capture, &header, &data) == 1; i++) {
		if (i / BLOCK % own->threads != own->number)
			continue;
		do {
			opts.data_in = data;
			opts.data_size_in = header->caplen;
			opts.data_size_out = sizeof(own->output);
			error = bpf_prog_test_run_opts(own->program, &opts);
		} while (error == -EINTR);
		if (error)
			die("cannot run the program");
		own->verdicts[opts.retval & 7]++;
	}
	pcap_close(capture);
	return NULL;
}

static double replay(const void *elf, size_t size, const char *capture, int threads)
{
	static struct replaying own[MOST_THREADS];
	pthread_t started[MOST_THREADS];
	struct bpf_object *object = loaded(elf, size);
	double start = nanoseconds();

	for (int i = 0; i < threads; i++) {
		own[i] = (struct replaying){
			.capture = capture, .program = program_of(object), .number = i, .threads = threads};
		if (i > 0 && pthread_create(&started[i], NULL, replay_blocks, &own[i]))
			die("cannot start a thread");
	}
	replay_blocks(&own[0]);
	for (int i = 1; i < threads; i++)
		pthread_join(started[i], NULL);
	start = nanoseconds() - start;
	bpf_object__close(object);
	return start;
}

int main(void)
{
	char line[8300], path[4096], capture[4096];
	int bytes, times;
	size_t size;
	void *elf;

	/* 02:00:00:00:00:02 < 02:00:00:00:00:01, a local experimental EtherType, zeros. */
	memcpy(packet, "\x02\0\0\0\0\x02\x02\0\0\0\0\x01\x88\xb5", 14);
	while (fgets(line, sizeof(line), stdin)) {
		if (sscanf(line, "run %4095s %d %d", path, &bytes, &times) == 3 && bytes <= LARGEST_PACKET) {
			elf = content(path, &size);
			printf("%.1f\n", run(elf, size, bytes, times));
		} else if (sscanf(line, "lookup %4095s %d", path, &times) == 2) {
			elf = content(path, &size);
			printf("%.1f\n", lookup(elf, size, times));
		} else if (sscanf(line, "read %4095s %d %d", path, &times, &bytes) == 3) {
			elf = content(path, &size);
			printf("%.1f\n", read_all(elf, size, times, bytes));
		} else if (sscanf(line, "replay %4095s %4095s %d", path, capture, &times) == 3 && times <= MOST_THREADS) {
			elf = content(path, &size);
			printf("%.1f\n", replay(elf, size, capture, times));
		} else if (sscanf(line, "load %4095s %d", path, &times) == 2) {
			elf = content(path, &size);
			printf("%.1f\n", load(elf, size, times));
		} else {
			fprintf(stderr, "bench: unknown request: %s", line);
			return 1;
		}
		fflush(stdout);
	}
	return 0;
}
