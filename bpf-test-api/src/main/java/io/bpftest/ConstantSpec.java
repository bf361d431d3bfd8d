package io.bpftest;

/** A {@code const volatile} variable of an object that is not loaded yet; once loaded, nothing changes it. */
public interface ConstantSpec extends GlobalSpec {

    @Override
    ConstantSpec set(String initializer);

    @Override
    default ConstantSpec set(long value) {
        return set(Long.toString(value));
    }

    @Override
    ConstantSpec setValue(Object value);
}
