package io.bpftest.program;

/**
 * A stream parser or verdict program of a sock map: it cuts a stream into messages, or passes, drops or redirects data that
 * a socket receives.
 *
 * <p>Minimum kernel 4.14.
 */
@ProgramTypes(
        value = ProgramType.SK_SKB,
        title = "sk_skb program",
        howToTest = "attach it to a sock map, put a connected socket into the map, send to it, and assert on "
                + "what arrives where")
public interface SkSkbProgram extends AttachOnlyProgram {}
