/** Private control groups in the running kernel, and what runs and is attached in them. */
@NullMarked
package io.bpftest.engine.cgroup;

import org.jspecify.annotations.NullMarked;
