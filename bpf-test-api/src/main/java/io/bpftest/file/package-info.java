/** Where a test's files are. */
@NullMarked
package io.bpftest.file;

import org.jspecify.annotations.NullMarked;
