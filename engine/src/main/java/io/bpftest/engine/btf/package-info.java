/** C types of an object, read through libbpf. */
@NullMarked
package io.bpftest.engine.btf;

import org.jspecify.annotations.NullMarked;
