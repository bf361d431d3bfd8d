package io.bpftest.junit;

import io.bpftest.spi.record.TestRecord;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * The record of one context of Jupiter, in that context's store, which closes it.
 *
 * @param context whose record it is: stores look into their parents' too
 */
record RecordScope(ExtensionContext context, TestRecord record) implements AutoCloseable {

    private static final String KEY = "record";

    /** Gives the record of a context, made when it is first asked for. */
    static TestRecord of(ExtensionContext context, TestClass testClass) {
        Store store = context.getStore(RunState.NAMESPACE);
        RecordScope known = store.get(KEY, RecordScope.class);
        if (known != null && known.context == context) {
            return known.record;
        }
        RecordScope made = new RecordScope(
                context,
                new TestRecord(
                        context::getUniqueId,
                        outermost(context).getName(),
                        context.getTestMethod().isPresent(),
                        () -> RunState.of(context).configuration().reportFolder(testClass.folder())));
        store.put(KEY, made);
        return made.record;
    }

    private static Class<?> outermost(ExtensionContext context) {
        return context.getEnclosingTestClasses().isEmpty()
                ? context.getRequiredTestClass()
                : context.getEnclosingTestClasses().get(0);
    }

    @Override
    public void close() {
        record.close();
    }
}
