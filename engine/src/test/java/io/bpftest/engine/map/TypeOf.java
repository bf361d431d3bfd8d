package io.bpftest.engine.map;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** A generic type as a field or parameter would have it: {@code new TypeOf<KernelMap<Integer, Long>>() {}.type()}. */
abstract class TypeOf<T> {

    Type type() {
        return ((ParameterizedType) getClass().getGenericSuperclass()).getActualTypeArguments()[0];
    }
}
