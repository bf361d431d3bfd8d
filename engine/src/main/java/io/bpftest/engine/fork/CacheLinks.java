package io.bpftest.engine.fork;

import java.nio.file.Path;

/**
 * Shows a guest what the host has compiled: the guest's own cache folder begins with links to the files of the host's,
 * which is to be seen elsewhere. What is made there stands beside them, and travels back.
 */
public final class CacheLinks {

    private CacheLinks() {}

    /**
     * Gives the shell's command that makes the links. Machines' kernels, which the host keeps in the same folder, are left
     * out. Where cp knows no links, the guest compiles all by itself.
     *
     * @param hosts where the guest sees the host's cache
     * @param own the guest's cache, empty as yet
     */
    public static String command(Path hosts, Path own) {
        return "for part in " + Command.quoted(hosts.toString()) + "/*; do case \"$part\" in */kernels|*/initramfs) ;; "
                + "*) cp -rs \"$part\" " + Command.quoted(own.toString()) + " 2>/dev/null;; esac; done";
    }
}
