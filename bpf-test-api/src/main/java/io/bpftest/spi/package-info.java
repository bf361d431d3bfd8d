/** The one door between the API and an engine that implements it. */
@NullMarked
package io.bpftest.spi;

import org.jspecify.annotations.NullMarked;
