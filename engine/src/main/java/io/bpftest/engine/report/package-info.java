/** Makes one page of what tests did. Reads records and nothing else. */
@NullMarked
package io.bpftest.engine.report;

import org.jspecify.annotations.NullMarked;
