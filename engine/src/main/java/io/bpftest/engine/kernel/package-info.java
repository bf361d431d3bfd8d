/** The running kernel: its release, its CPUs, this process's capabilities, and the life of what it holds for us. */
@NullMarked
package io.bpftest.engine.kernel;

import org.jspecify.annotations.NullMarked;
