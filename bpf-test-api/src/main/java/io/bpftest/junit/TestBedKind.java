package io.bpftest.junit;

import io.bpftest.BpfCgroup;
import io.bpftest.BpfLab;
import io.bpftest.BpfTracing;
import io.bpftest.Lifecycle;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.Lab;
import io.bpftest.lab.TestBed;
import io.bpftest.lab.Tracing;
import io.bpftest.spi.BpfEngine;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is made for a test beside its objects. A further kind is a constant here, an annotation such as {@link BpfLab} and
 * a method of {@link BpfEngine} that makes one.
 */
enum TestBedKind {
    LAB(Lab.class, BpfEngine::newLab, BpfLab.class, annotation -> ((BpfLab) annotation).lifecycle()),
    CGROUP(Cgroup.class, BpfEngine::newCgroup, BpfCgroup.class, annotation -> ((BpfCgroup) annotation).lifecycle()),
    TRACING(Tracing.class, BpfEngine::newTracing, BpfTracing.class, annotation -> ((BpfTracing) annotation)
            .lifecycle());

    private final Class<? extends TestBed> type;
    private final Function<BpfEngine, TestBed> maker;
    private final Class<? extends Annotation> annotation;
    private final Function<Annotation, Lifecycle> lifecycle;

    TestBedKind(
            Class<? extends TestBed> type,
            Function<BpfEngine, TestBed> maker,
            Class<? extends Annotation> annotation,
            Function<Annotation, Lifecycle> lifecycle) {
        this.type = type;
        this.maker = maker;
        this.annotation = annotation;
        this.lifecycle = lifecycle;
    }

    /** Gives the kind that a field or parameter of a type takes. */
    static Optional<TestBedKind> of(Class<?> type) {
        for (TestBedKind kind : values()) {
            if (kind.type == type) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Tells whether an annotation of a kind stands on an element. */
    static boolean isAnnotated(AnnotatedElement element) {
        for (TestBedKind kind : values()) {
            if (BpfAnnotations.find(element, kind.annotation).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether an annotation that stands on an element says that it lives as long as a class. */
    boolean isPerClass(AnnotatedElement element) {
        return BpfAnnotations.find(element, annotation).map(lifecycle).orElse(Lifecycle.PER_METHOD)
                == Lifecycle.PER_CLASS;
    }

    /** The annotation as texts write it. */
    String annotationName() {
        return "@" + annotation.getSimpleName();
    }

    /** What it is called in messages. */
    String title() {
        return type.getSimpleName();
    }

    TestBed make() {
        return maker.apply(BpfEngine.get());
    }
}
