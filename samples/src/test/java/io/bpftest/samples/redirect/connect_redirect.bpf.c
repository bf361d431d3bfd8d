// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * A load balancer without packets: a connection to a service's address is made to its backend instead, and the caller
 * never learns of it.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct service {
	__be32 address;
	__be16 port;
	/* 6 for TCP, 17 for UDP. */
	__u16 protocol;
};

struct backend {
	__be32 address;
	__be16 port;
	__u16 connections;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 256);
	__type(key, struct service);
	__type(value, struct backend);
} services SEC(".maps");

/* The service that a socket asked for, by the socket's cookie. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 4096);
	__type(key, __u64);
	__type(value, struct service);
} asked SEC(".maps");

SEC("cgroup/connect4")
int connect_to_backend(struct bpf_sock_addr *ctx)
{
	struct service service = {
		.address = ctx->user_ip4,
		.port = ctx->user_port,
		.protocol = ctx->protocol,
	};
	struct backend *backend = bpf_map_lookup_elem(&services, &service);
	__u64 cookie = bpf_get_socket_cookie(ctx);

	if (!backend)
		return 1;
	/* A service whose backend is gone. */
	if (!backend->port)
		return 0;
	bpf_map_update_elem(&asked, &cookie, &service, BPF_ANY);
	backend->connections += 1;
	ctx->user_ip4 = backend->address;
	ctx->user_port = backend->port;
	return 1;
}

SEC("cgroup/getpeername4")
int tell_the_service(struct bpf_sock_addr *ctx)
{
	__u64 cookie = bpf_get_socket_cookie(ctx);
	struct service *service = bpf_map_lookup_elem(&asked, &cookie);

	if (service) {
		ctx->user_ip4 = service->address;
		ctx->user_port = service->port;
	}
	return 1;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
