package io.bpftest.engine.trial;

import java.time.Duration;

/**
 * How long one step of a trial may take.
 *
 * @param computing of processor time outside of the kernel: a busy machine and a kernel that verifies a large program
 *     do not count, only libbpf's own work, which is done in milliseconds
 * @param waiting of time, for a process that is silent without computing
 */
record TrialLimits(Duration computing, Duration waiting) {

    static final TrialLimits DEFAULT = new TrialLimits(Duration.ofSeconds(5), Duration.ofMinutes(5));
}
