package io.bpftest.feature;

import io.bpftest.map.MapType;
import io.bpftest.program.AttachType;
import io.bpftest.program.ProgramType;
import java.util.List;

/** A kernel with XDP, which may call {@code bpf_a}, and TC, of which nothing is known. */
final class FixtureFeatures implements KernelFeatures {

    @Override
    public String kernel() {
        return "9.9";
    }

    @Override
    public String environment() {
        return "local";
    }

    @Override
    public Support program(ProgramType type) {
        return switch (type) {
            case XDP -> Support.present();
            case SCHED_CLS -> Support.unknown("not told");
            default -> Support.absent("not there");
        };
    }

    @Override
    public Support map(MapType type) {
        return type == MapType.HASH ? Support.present() : Support.absent("not there");
    }

    @Override
    public Support helper(ProgramType type, String helper) {
        Support program = program(type);
        return program.isPresent() && helper.equals("bpf_b") ? Support.absent("not for XDP") : program;
    }

    @Override
    public Support kfunc(String name) {
        return Support.unknown("no BTF");
    }

    @Override
    public Support attach(AttachType type) {
        return Support.absent("not there");
    }

    @Override
    public List<String> helpers() {
        return List.of("bpf_a", "bpf_b");
    }
}
