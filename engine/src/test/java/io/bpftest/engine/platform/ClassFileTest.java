package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a class file was compiled for. */
class ClassFileTest {

    @Test
    void ofOursItIsWhatOurBuildNames() {
        assertThat(ClassFile.java(ClassFileTest.class)).isEqualTo(17);
    }

    @Test
    void ofTheJdksOwnItIsThisJava() {
        assertThat(ClassFile.java(String.class)).isEqualTo(Runtime.version().feature());
    }
}
