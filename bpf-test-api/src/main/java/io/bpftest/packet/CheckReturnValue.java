package io.bpftest.packet;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks results that must not be dropped; static checkers know an annotation of this name, whatever its package.
 * Descriptions of frames are immutable, so a fluent call whose result is dropped does nothing.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PACKAGE)
@interface CheckReturnValue {}
