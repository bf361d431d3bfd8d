package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.program.XdpProgram;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever an annotation of the framework stands in a class, the class is ours. */
class OurClassesTest {

    @BpfObject("verdicts.bpf.c")
    @Retention(RetentionPolicy.RUNTIME)
    @interface OfATeam {}

    @BpfObject("verdicts.bpf.c")
    interface Carrying {}

    @BpfObject("verdicts.bpf.c")
    static class OnClass {}

    @OfATeam
    static class WithinAnAnnotation {}

    static class OfInterface implements Carrying {}

    static class OfSuperclass extends OnField {}

    static class OnField {
        @BpfProgram
        XdpProgram program;
    }

    static class OnMethod {
        @BpfProgram(object = "verdicts.bpf.c")
        void test() {}
    }

    static class OnParameter {
        void test(@BpfProgram XdpProgram program) {}
    }

    static class OnConstructor {
        OnConstructor(@BpfProgram XdpProgram program) {}
    }

    static class WithNested {
        @Nested
        class Inner extends OnField {}
    }

    static class WithMember {
        static class NoTestOfIt extends OnField {}
    }

    static class Without {
        @Test
        void test() {}
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                OnClass.class,
                WithinAnAnnotation.class,
                OfInterface.class,
                OfSuperclass.class,
                OnField.class,
                OnMethod.class,
                OnParameter.class,
                OnConstructor.class,
                WithNested.class
            })
    void isOurs(Class<?> type) {
        assertThat(OurClasses.contain(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = {Without.class, WithMember.class, Object.class})
    void isNot(Class<?> type) {
        assertThat(OurClasses.contain(type)).isFalse();
    }
}
