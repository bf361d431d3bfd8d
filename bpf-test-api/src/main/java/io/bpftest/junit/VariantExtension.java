package io.bpftest.junit;

import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Chooses the variant in which a class runs next; {@code @BpfVariant} brings it. An extension of its own, since JUnit
 * before 5.13 cannot load it, and {@link BpfTestExtension} is to be loaded there to say so.
 */
public final class VariantExtension implements BeforeClassTemplateInvocationCallback {

    /** For Jupiter. */
    public VariantExtension() {}

    /** What was to be injected before has waited for the variant. */
    @Override
    public void beforeClassTemplateInvocation(ExtensionContext context) {
        boolean chosen = Variants.choose(context);
        TestSession session = new TestSession(context);
        session.nameThread();
        if (chosen) {
            BpfTestExtension.injectStatic(session);
            context.getTestInstance().ifPresent(instance -> BpfTestExtension.injectInstance(instance, session));
        }
    }
}
