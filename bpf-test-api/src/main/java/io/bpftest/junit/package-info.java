/** The JUnit Jupiter extension behind the annotations. */
@NullMarked
package io.bpftest.junit;

import org.jspecify.annotations.NullMarked;
