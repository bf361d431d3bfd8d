/** The JUnit Platform's side: which classes run elsewhere, and how their tests are shown as if they ran here. */
@NullMarked
package io.bpftest.engine.platform;

import org.jspecify.annotations.NullMarked;
