/** Guests in virtual machines, which QEMU runs as an ordinary user: a kernel of one's choice over this machine's files. */
@NullMarked
package io.bpftest.engine.fork.vm;

import org.jspecify.annotations.NullMarked;
