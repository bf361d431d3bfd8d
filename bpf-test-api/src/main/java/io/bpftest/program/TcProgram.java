package io.bpftest.program;

/** A TC classifier ({@code sched_cls}, also for TCX) or action ({@code sched_act}), ingress or egress. */
@ProgramTypes(
        value = {ProgramType.SCHED_CLS, ProgramType.SCHED_ACT},
        title = "TC program")
public interface TcProgram extends PacketProgram<TcRun, SkbOptions> {}
