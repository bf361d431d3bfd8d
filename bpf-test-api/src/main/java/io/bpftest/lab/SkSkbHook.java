package io.bpftest.lab;

import io.bpftest.program.AttachType;
import java.util.Optional;

/** What a sk_skb program does for a sock map; a map has one program of each kind, but only one of the two verdicts. */
public enum SkSkbHook {
    /** Says where a message of a stream ends. Linux 4.14. */
    STREAM_PARSER(AttachType.SK_SKB_STREAM_PARSER, "sk_skb/stream_parser"),
    /** Passes, drops or redirects a message of a stream. Linux 4.14. */
    STREAM_VERDICT(AttachType.SK_SKB_STREAM_VERDICT, "sk_skb/stream_verdict"),
    /** Passes, drops or redirects what a socket of any kind receives; not beside a parser. Linux 5.13. */
    VERDICT(AttachType.SK_SKB_VERDICT, "sk_skb/verdict");

    private final AttachType attachType;
    private final String section;

    SkSkbHook(AttachType attachType, String section) {
        this.attachType = attachType;
        this.section = section;
    }

    /** The kernel's name of it. */
    public AttachType attachType() {
        return attachType;
    }

    /** The name of the ELF section for its programs. */
    public String section() {
        return section;
    }

    /** Gives the hook that a section names; empty for another section. */
    public static Optional<SkSkbHook> ofSection(String section) {
        for (SkSkbHook hook : values()) {
            if (hook.section.equals(section)) {
                return Optional.of(hook);
            }
        }
        return Optional.empty();
    }
}
