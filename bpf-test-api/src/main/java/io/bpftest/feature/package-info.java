/** What a kernel has, found out by probing it. */
@NullMarked
package io.bpftest.feature;

import org.jspecify.annotations.NullMarked;
