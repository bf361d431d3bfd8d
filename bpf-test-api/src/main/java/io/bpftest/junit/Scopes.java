package io.bpftest.junit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The scopes of loaded objects that a context of Jupiter sees; they stand in Jupiter's stores, which close them. */
final class Scopes {

    private final ExtensionContext context;
    private final TestClass testClass;

    Scopes(ExtensionContext context, TestClass testClass) {
        this.context = context;
        this.testClass = testClass;
    }

    /** Gives the scope of one invocation of a test. */
    ObjectScope ofInvocation() {
        return scope(context, null);
    }

    /** Gives the scope of this class or of one around it. */
    ObjectScope of(Class<?> owner) {
        return scope(contextOf(owner), owner);
    }

    /** Gives the test beds of one invocation of a test. */
    TestBeds bedsOfInvocation() {
        return beds(context, null);
    }

    /** Gives the test beds of this class or of one around it. */
    TestBeds bedsOf(Class<?> owner) {
        return beds(contextOf(owner), owner);
    }

    /** Gives the test beds of this class and of those around it, as far as there are any. */
    List<TestBeds> sharedBeds() {
        List<TestBeds> shared = new ArrayList<>();
        for (TestClass owner : testClass.withEnclosing()) {
            TestBeds beds = context.getStore(RunState.NAMESPACE).get(bedsKey(owner.type()), TestBeds.class);
            if (beds != null) {
                shared.add(beds);
            }
        }
        return shared;
    }

    private static TestBeds beds(ExtensionContext owner, @Nullable Class<?> ownerClass) {
        return owner.getStore(RunState.NAMESPACE)
                .getOrComputeIfAbsent(bedsKey(ownerClass), key -> new TestBeds(), TestBeds.class);
    }

    private static String bedsKey(@Nullable Class<?> owner) {
        return "beds of " + scopeKey(owner);
    }

    /** Gives the scopes of this class and of those around it, as far as there are any. */
    List<ObjectScope> shared() {
        return sharedBut(null);
    }

    /** Gives the scopes of this class and of those around it, but for one. */
    private List<ObjectScope> sharedBut(@Nullable Class<?> but) {
        List<ObjectScope> scopes = new ArrayList<>();
        for (TestClass owner : testClass.withEnclosing()) {
            if (owner.type() == but) {
                continue;
            }
            ObjectScope scope = context.getStore(RunState.NAMESPACE).get(scopeKey(owner.type()), ObjectScope.class);
            if (scope != null) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    private ObjectScope scope(ExtensionContext owner, @Nullable Class<?> ownerClass) {
        return owner.getStore(RunState.NAMESPACE)
                .getOrComputeIfAbsent(
                        scopeKey(ownerClass), key -> new ObjectScope(sharedBut(ownerClass)), ObjectScope.class);
    }

    /** Stores look into their parents' too, so that the key names whose scope it is. */
    private static String scopeKey(@Nullable Class<?> owner) {
        return owner == null ? "method" : "class " + owner.getName();
    }

    private ExtensionContext contextOf(Class<?> owner) {
        for (ExtensionContext c = context; c != null; c = c.getParent().orElse(null)) {
            if (c.getTestMethod().isEmpty()
                    && c.getTestClass().filter(owner::equals).isPresent()) {
                return c;
            }
        }
        throw new IllegalStateException("no context of " + owner);
    }
}
