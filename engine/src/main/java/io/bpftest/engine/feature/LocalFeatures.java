package io.bpftest.engine.feature;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.feature.KernelFeatures;
import io.bpftest.feature.Support;
import io.bpftest.map.MapType;
import io.bpftest.program.AttachType;
import io.bpftest.program.ProgramType;
import io.bpftest.spi.GuestEnvironment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The features of the kernel this JVM runs on. Each is probed once; modules loaded later are not looked for. */
public final class LocalFeatures implements KernelFeatures {

    private record HelperOf(ProgramType type, String name) {}

    private record Kfunc(String name) {}

    private final KnownTypes known = KnownTypes.read();
    private final TypeProbe types = new TypeProbe(known);
    private final AttachProbe attachments = new AttachProbe(known, this::program);
    private final Map<Object, Support> answers = new ConcurrentHashMap<>();

    private LocalFeatures() {}

    /**
     * Gives them.
     *
     * @throws io.bpftest.error.ToolMissingException if libbpf cannot be used
     */
    public static LocalFeatures get() {
        // At each use, so that a missing libbpf is its own typed error and not one of class loading.
        Native.libbpf();
        return Holder.FEATURES;
    }

    @Override
    public String kernel() {
        return Kernel.release();
    }

    @Override
    public String environment() {
        return GuestEnvironment.title();
    }

    @Override
    public Support program(ProgramType type) {
        return answer(type, () -> types.program(type));
    }

    @Override
    public Support map(MapType type) {
        return answer(type, () -> types.map(type));
    }

    @Override
    public Support helper(ProgramType type, String helper) {
        String name = helper.startsWith("bpf_") ? helper : "bpf_" + helper;
        return answer(new HelperOf(type, name), () -> {
            Integer number = known.helpers().get(name);
            Support program = program(type);
            if (number == null) {
                return Support.absent("the kernel lists no helper of this name");
            }
            return program.isPresent() ? HelperProbe.of(type, number) : program;
        });
    }

    @Override
    public Support kfunc(String name) {
        return answer(new Kfunc(name), () -> {
            if (!known.hasBtf()) {
                return Support.unknown("this kernel has no BTF (CONFIG_DEBUG_INFO_BTF), which lists its kfuncs");
            } else if (known.kfuncs().contains(name)) {
                return Support.present();
            }
            try (KernelBtf btf = new KernelBtf()) {
                return notTagged(btf.hasFunction(name));
            }
        });
    }

    private Support notTagged(boolean isFunction) {
        if (!isFunction) {
            return Support.absent("neither the kernel nor a loaded module has a function of this name");
        }
        return known.kfuncs().isEmpty()
                ? Support.unknown("a function of the kernel, whose BTF does not say which of them are kfuncs")
                : Support.absent("a function of the kernel, but none for BPF programs");
    }

    @Override
    public Support attach(AttachType type) {
        return answer(type, () -> attachments.of(type));
    }

    @Override
    public List<String> helpers() {
        return List.copyOf(known.helpers().keySet());
    }

    /** Computed outside of the map, since one answer may ask for another. */
    private Support answer(Object feature, Supplier<Support> probe) {
        Support answer = answers.get(feature);
        if (answer == null) {
            answer = probe.get();
            answers.put(feature, answer);
        }
        return answer;
    }

    private static final class Holder {
        private static final LocalFeatures FEATURES = new LocalFeatures();
    }
}
