/** Composes the packages below into the engine that the API sees. */
@NullMarked
package io.bpftest.engine.session;

import org.jspecify.annotations.NullMarked;
