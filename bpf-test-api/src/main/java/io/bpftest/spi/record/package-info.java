/** What tests did, kept for the report: each JVM that runs tests writes it to files, and the engine makes a page of them. */
@NullMarked
package io.bpftest.spi.record;

import org.jspecify.annotations.NullMarked;
