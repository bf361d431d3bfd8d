package io.bpftest.engine.ffi;

import com.kenai.jffi.LastError;
import com.kenai.jffi.Library;
import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import jnr.ffi.LibraryLoader;
import org.jspecify.annotations.Nullable;

/** The loaded native libraries. A failure to load is kept and thrown at each use. */
public final class Native {

    private static final String INSTALL =
            "install libbpf 1.0 or newer (Debian 12, Ubuntu 23.04 or newer: apt-get install libbpf1)";

    private Native() {}

    /**
     * Gives libbpf.
     *
     * @throws ToolMissingException if it is missing or older than 1.0
     */
    public static LibBpf libbpf() {
        LibBpf library = Bpf.LIBRARY;
        if (library == null) {
            throw new ToolMissingException(
                    new Problem(
                            "libbpf cannot be used",
                            Bpf.found(),
                            "libbpf.so.1, the library of libbpf 1.0 or newer",
                            INSTALL),
                    Bpf.FAILURE);
        }
        return library;
    }

    /** Gives the C library. */
    public static LibC libc() {
        return C.LIBRARY;
    }

    /** Gives the C library's functions about sockets. */
    public static SocketCalls sockets() {
        return Sockets.LIBRARY;
    }

    /**
     * Gives libpcap.
     *
     * @throws ToolMissingException if it is missing or older than 1.5
     */
    public static LibPcap libpcap() {
        LibPcap library = Pcap.LIBRARY;
        if (library == null) {
            throw new ToolMissingException(
                    new Problem(
                            "libpcap is needed to read and write captures and cannot be loaded",
                            String.valueOf(Pcap.FAILURE == null ? "" : Pcap.FAILURE.getMessage()),
                            "libpcap 1.5 or newer where the dynamic linker looks for libraries",
                            "install it: apt-get install libpcap0.8 (Debian, Ubuntu), dnf install libpcap (Fedora)"),
                    Pcap.FAILURE);
        }
        return library;
    }

    /** The errno of this thread's last call that does not ignore it; to be read right after a failure only. */
    public static int errno() {
        return LastError.getInstance().get();
    }

    /** The address of a function of the C library, to be handed to native code. */
    public static long addressOfLibc(String function) {
        return Library.getDefault().getSymbolAddress(function);
    }

    private static final class C {
        private static final LibC LIBRARY =
                LibraryLoader.create(LibC.class).failImmediately().load("c");
    }

    private static final class Sockets {
        private static final SocketCalls LIBRARY =
                LibraryLoader.create(SocketCalls.class).failImmediately().load("c");
    }

    private static final class Pcap {
        private static final @Nullable LibPcap LIBRARY;
        private static final @Nullable Throwable FAILURE;

        static {
            LibPcap library = null;
            Throwable failure = null;
            try {
                library = LibraryLoader.create(LibPcap.class).failImmediately().load("pcap");
            } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
                failure = e;
            }
            LIBRARY = library;
            FAILURE = failure;
        }
    }

    private static final class Bpf {
        private static final @Nullable LibBpf LIBRARY;
        private static final @Nullable Throwable FAILURE;

        static {
            LibBpf library = null;
            Throwable failure = null;
            try {
                LibBpf candidate =
                        LibraryLoader.create(LibBpf.class).failImmediately().load("bpf");
                // Before anything else, so that no message of libbpf ever reaches the console.
                candidate.libbpf_set_print(null);
                if (candidate.libbpf_major_version() >= 1) {
                    library = candidate;
                } else {
                    failure = new UnsatisfiedLinkError("libbpf " + candidate.libbpf_version_string());
                }
            } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
                failure = e;
            }
            LIBRARY = library;
            FAILURE = failure;
        }

        private static String found() {
            String message = FAILURE == null ? "" : String.valueOf(FAILURE.getMessage());
            // All that jffi says where the library is there and a function in it is not.
            return message.equals("unknown") ? "a library that lacks functions of libbpf 1.0" : message;
        }
    }
}
