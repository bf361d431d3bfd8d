package io.bpftest.engine.session;

import io.bpftest.ObjectSpec;
import io.bpftest.engine.cgroup.LocalCgroup;
import io.bpftest.engine.compile.Compiler;
import io.bpftest.engine.feature.LocalFeatures;
import io.bpftest.engine.lab.LocalLab;
import io.bpftest.engine.object.ObjectImage;
import io.bpftest.engine.object.ObjectLinker;
import io.bpftest.engine.run.ClassicFilterHandle;
import io.bpftest.engine.trace.LocalTracing;
import io.bpftest.engine.trial.Trials;
import io.bpftest.feature.KernelFeatures;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.Lab;
import io.bpftest.lab.Tracing;
import io.bpftest.program.ClassicFilterProgram;
import io.bpftest.program.ClassicInstruction;
import io.bpftest.spi.BpfEngine;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.ObjectSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The engine that loads into the kernel this JVM runs on. */
public final class LocalEngine implements BpfEngine {

    private static final Compiler COMPILER = new Compiler(new RunningKernelHeader());
    private static final ForeignObjects FOREIGN = new ForeignObjects(new Trials(ObjectTrial.class));

    @Override
    public ObjectSpec open(ObjectSource source, Configuration configuration) {
        ObjectFiles files = new ObjectFiles(COMPILER, FOREIGN, configuration);
        List<Path> sources = new ArrayList<>(List.of(source.file()));
        sources.addAll(source.with());
        List<ObjectLinker.Input> parts = files.parts(source);
        ObjectImage image = files.image(source, parts);
        ObjectModel model = ObjectModel.read(image);
        return new LocalObjectSpec(
                model,
                sources,
                new Stubs(image, parts, files, configuration),
                configuration.coverage() ? CountedBuild.of(source, parts, model, files, configuration) : null);
    }

    @Override
    public KernelFeatures features() {
        return LocalFeatures.get();
    }

    @Override
    public Lab newLab() {
        return new LocalLab();
    }

    @Override
    public Cgroup newCgroup() {
        return LocalCgroup.make();
    }

    @Override
    public Tracing newTracing() {
        return new LocalTracing();
    }

    @Override
    public ClassicFilterProgram newClassicFilter(String expression) {
        return ClassicFilterHandle.of(expression);
    }

    @Override
    public ClassicFilterProgram newClassicFilter(List<ClassicInstruction> instructions) {
        return ClassicFilterHandle.of(instructions);
    }
}
