/** Guests in containers. The only package that names Testcontainers and the Docker client that it brings. */
@NullMarked
package io.bpftest.engine.fork.container;

import org.jspecify.annotations.NullMarked;
