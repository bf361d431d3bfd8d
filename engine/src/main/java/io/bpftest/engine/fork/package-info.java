/** Tests in another JVM: what a guest is, what is said to it and what it says. Knows nothing of containers or VMs. */
@NullMarked
package io.bpftest.engine.fork;

import org.jspecify.annotations.NullMarked;
