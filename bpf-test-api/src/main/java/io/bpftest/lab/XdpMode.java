package io.bpftest.lab;

import java.util.Locale;

/** Where in an interface an XDP program runs. */
public enum XdpMode {
    /** In the network stack, on each packet that is received, whatever the driver ({@code XDP_FLAGS_SKB_MODE}). */
    GENERIC,
    /** In the driver, before the network stack, as in production; a veth has it ({@code XDP_FLAGS_DRV_MODE}). */
    NATIVE,
    /** In the network card ({@code XDP_FLAGS_HW_MODE}); no interface of a lab has it. */
    OFFLOAD;

    /** The mode as texts write it. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
