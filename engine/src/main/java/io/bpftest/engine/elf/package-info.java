/** What stands in ELF files, whosever they are. */
@NullMarked
package io.bpftest.engine.elf;

import org.jspecify.annotations.NullMarked;
