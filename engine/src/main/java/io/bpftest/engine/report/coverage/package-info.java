/** Which lines, branches, regions and functions of C sources tests reached, made of records and covered objects alone. */
@NullMarked
package io.bpftest.engine.report.coverage;

import org.jspecify.annotations.NullMarked;
