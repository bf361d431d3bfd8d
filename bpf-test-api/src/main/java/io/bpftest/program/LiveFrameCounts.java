package io.bpftest.program;

import java.util.Optional;

/**
 * What the kernel told of the frames of a live run.
 *
 * @param passed how many went up to the network stack
 * @param redirected how many the kernel took to redirect or to transmit
 * @param refused how many it should have redirected or transmitted, but refused to
 * @param firstTarget where the first one went that the kernel took; where it took none, where the first one that it
 *     refused should have gone
 */
public record LiveFrameCounts(long passed, long redirected, long refused, Optional<RedirectTarget> firstTarget) {}
