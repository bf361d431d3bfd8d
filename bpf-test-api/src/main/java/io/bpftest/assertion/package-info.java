/** AssertJ assertions on runs, packets and maps. */
@NullMarked
package io.bpftest.assertion;

import org.jspecify.annotations.NullMarked;
