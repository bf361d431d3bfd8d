package io.bpftest.engine.junit;

import static io.bpftest.assertion.BpfAssertions.assertThat;

import io.bpftest.BpfConstant;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.Lifecycle;
import io.bpftest.engine.Frames;
import io.bpftest.program.XdpProgram;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** {@code good} of mixed.bpf.c returns limit + offset, where offset is -1. */
class InheritanceTest {

    @BpfObject("mixed.bpf.c")
    @BpfConstant(name = "limit", value = "2")
    abstract static class Base {

        @BpfProgram("good")
        XdpProgram good;
    }

    @Nested
    class Inheriting extends Base {

        @Test
        void objectConstantsAndFieldsAreInherited() {
            assertThat(good.run(Frames.ofLength(64))).returns(1);
        }

        @Test
        @BpfConstant(name = "limit", value = "4")
        void aMethodsConstantIsNearerThanItsClasss() {
            assertThat(good.run(Frames.ofLength(64))).returns(3);
        }
    }

    @Nested
    @BpfConstant(name = "limit", value = "3")
    @BpfConstant(name = "offset", value = "1")
    class Overriding extends Base {

        @Test
        void aClasssConstantIsNearerThanAnInheritedOne() {
            assertThat(good.run(Frames.ofLength(64))).returns(4);
        }
    }

    @Nested
    @BpfObject(value = "mixed.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    class Redeclaring extends Base {

        @Test
        void aClasssObjectReplacesTheInheritedOneOfTheSameFile() {
            assertThat(good.run(Frames.ofLength(64))).returns(1);
        }
    }

    @Nested
    class Implementing implements NeedsMixed {

        @Test
        void annotationsOfInterfacesCount(@BpfProgram("good") XdpProgram good) {
            assertThat(good.run(Frames.ofLength(64))).returns(6);
        }
    }

    @Nested
    @Mixed
    class Composed {

        @Test
        void aTeamsOwnAnnotationMayCarryOurs(@BpfProgram("good") XdpProgram good) {
            assertThat(good.run(Frames.ofLength(64))).returns(7);
        }

        @Test
        @Strict
        void alsoOnAMethod(@BpfProgram("good") XdpProgram good) {
            assertThat(good.run(Frames.ofLength(64))).drops();
        }
    }

    abstract static class WithNested {

        @Nested
        class Inherited {

            @Test
            void aNestedClassSeesTheClassThatInheritsIt(@BpfProgram("good") XdpProgram good) {
                assertThat(good.run(Frames.ofLength(64))).returns(6);
            }
        }
    }

    @Nested
    @BpfObject(value = "mixed.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    class InheritingNested extends WithNested {}

    @Nested
    @BpfObject("mixed.bpf.c")
    class InheritingNestedAfresh extends WithNested {}

    @BpfObject("mixed.bpf.c")
    interface NeedsMixed {}

    @Retention(RetentionPolicy.RUNTIME)
    @BpfObject("mixed.bpf.c")
    @BpfConstant(name = "limit", value = "8")
    @interface Mixed {}

    @Retention(RetentionPolicy.RUNTIME)
    @BpfConstant(name = "strict", value = "true")
    @interface Strict {}
}
