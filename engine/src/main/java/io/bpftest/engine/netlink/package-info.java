/**
 * The kernel's own interface for networks, rtnetlink(7). iproute2 speaks it too, but takes a process for each namespace,
 * and takes programs for routes and actions from files and pins alone, where a test has a file descriptor.
 */
@NullMarked
package io.bpftest.engine.netlink;

import org.jspecify.annotations.NullMarked;
