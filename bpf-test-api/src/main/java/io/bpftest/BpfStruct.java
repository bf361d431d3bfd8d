package io.bpftest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the C struct that a record stands for, where nothing else does: maps say of which type their keys and values are,
 * ring buffers and perf event arrays do not. Without it, a record {@code FlowEvent} stands for {@code struct flow_event} or
 * {@code struct FlowEvent}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface BpfStruct {

    /** The struct's name in C, without {@code struct}. */
    String value();
}
