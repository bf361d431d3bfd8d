package io.bpftest.engine.run;

import io.bpftest.engine.kernel.LibbpfProgram;
import io.bpftest.program.AttachOnlyProgram;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Stands behind the handles of all types that the kernel takes no test run of: their interfaces differ in name and
 * documentation alone, so one implementation serves them all.
 */
public final class AttachOnlyHandle extends LoadedHandle implements AttachOnlyProgram {

    private final String howToTest;

    private AttachOnlyHandle(RunTarget target, String howToTest) {
        super(target);
        this.howToTest = howToTest;
    }

    /**
     * Makes the handle of a loaded program.
     *
     * @param handle the interface it is to be
     * @param howToTest what the interface's annotation says
     */
    public static <P extends AttachOnlyProgram> P of(Class<P> handle, RunTarget target, String howToTest) {
        AttachOnlyHandle program = new AttachOnlyHandle(target, howToTest);
        Class<?>[] interfaces = {handle, LibbpfProgram.class};
        return handle.cast(Proxy.newProxyInstance(handle.getClassLoader(), interfaces, (proxy, method, arguments) -> {
            if (method.getName().equals("equals")) {
                return proxy == arguments[0];
            }
            try {
                return method.invoke(program, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    @Override
    public String howToTest() {
        return howToTest;
    }
}
