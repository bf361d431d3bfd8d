package io.bpftest.junit;

import io.bpftest.error.BpfException;
import io.bpftest.error.ConfigurationException;
import io.bpftest.error.InjectionException;
import io.bpftest.error.Problem;
import io.bpftest.spi.CurrentTest;
import io.bpftest.spi.record.TestRecord;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Injects programs and maps into tests; all annotations of bpf-test bring it.
 *
 * <p>Objects live in Jupiter's store: in that of the invocation, or of the class for lifecycle PER_CLASS.
 */
public final class BpfTestExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                TestInstancePreConstructCallback,
                TestInstancePostProcessor,
                ParameterResolver {

    /**
     * For Jupiter.
     *
     * @throws ConfigurationException if JUnit is older than 5.13
     */
    public BpfTestExtension() {
        JUnitVersion.check(BpfTestExtension.class.getClassLoader(), JUnitVersion.of(Extension.class));
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        TestSession session = new TestSession(context);
        session.nameThread();
        session.checkRequirements();
        session.beginClass();
        injectStatic(session);
    }

    /** Injects static fields, once it is known in which variant the class runs. */
    static void injectStatic(TestSession session) {
        TestClass testClass = session.testClass();
        if (testClass.lacksVariant()) {
            return;
        }
        for (Field field : testClass.fields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                inject(field, null, session, testClass);
            }
        }
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        TestSession session = new TestSession(context);
        session.checkRequirements();
        if (context.getTestMethod().isPresent()) {
            session.beginInvocation();
        }
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) {
        injectInstance(instance, new TestSession(context));
    }

    /** Injects an instance's fields, once it is known in which variant its class runs. */
    static void injectInstance(Object instance, TestSession session) {
        if (session.testClass().lacksVariant()) {
            return;
        }
        TestClass testClass = session.testClass().among(instance.getClass());
        for (Field field : testClass.fields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                inject(field, instance, session, testClass);
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        TestSession session = new TestSession(context);
        session.checkRequirements();
        session.beginInvocation();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TestClass.injectable(parameter.getParameter()).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Injectable injectable = TestClass.injectable(parameter.getParameter()).orElseThrow();
        try {
            return new TestSession(context).value(injectable, parameter.getDeclaringExecutable());
        } catch (BpfException e) {
            // Jupiter would put a line of its own, with the whole signature, in front of the message.
            throw new ParameterResolutionException(System.lineSeparator() + e.getMessage(), e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ExtensionContext parent = context.getParent().orElseThrow();
        if (parent.getTestClass().isPresent()) {
            new TestSession(parent).nameThread();
            new TestSession(context).countForThisThread();
        } else {
            forgetTest();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        StaleApprovals.tell(new TestSession(context).testClass());
        forgetTest();
    }

    private static void forgetTest() {
        CurrentTest.clear();
        TestRecord.set(null);
    }

    private static void inject(Field field, @Nullable Object instance, TestSession session, TestClass holder) {
        Injectable injectable = Injectable.of(field).orElseThrow();
        if (Modifier.isFinal(field.getModifiers())) {
            throw new InjectionException(new Problem(
                    "The " + injectable.description() + " cannot be injected",
                    "a final field",
                    "a field that can be set",
                    "drop final, or take the handle as a constructor parameter"));
        }
        try {
            field.setAccessible(true);
            field.set(instance, session.value(injectable, holder));
        } catch (IllegalAccessException | IllegalArgumentException e) {
            throw new InjectionException(
                    new Problem(
                            "The " + injectable.description() + " cannot be injected",
                            String.valueOf(e.getMessage()),
                            "a field of a handle's type",
                            "change its type"),
                    e);
        }
    }
}
