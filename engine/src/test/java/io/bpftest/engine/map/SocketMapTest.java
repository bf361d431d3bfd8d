package io.bpftest.engine.map;

import static io.bpftest.program.SkLookupOptions.tcpLookup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.RunOptionException;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.SocketMap;
import io.bpftest.program.SkLookupOptions;
import io.bpftest.program.SkLookupProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BpfObject("sk_lookup.bpf.c")
class SocketMapTest {

    private static final SkLookupOptions WEB = tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80);

    @BpfMap
    SocketMap<Integer> sockets;

    @BpfProgram("steer")
    SkLookupProgram steer;

    private ServerSocketChannel web;

    @BeforeEach
    void open() throws IOException {
        web = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        web.close();
    }

    @Test
    void aSocketGoesInAndOut() {
        sockets.put(0, web);
        assertThat(steer.run(WEB).selectedSocket()).hasValue(steer.cookieOf(web));

        assertThat(sockets.remove(0)).isTrue();
        assertThat(sockets.remove(0)).isFalse();
        assertThat(steer.run(WEB).selectedSocket()).isEmpty();
    }

    @Test
    void aSocketThatIsClosedLeavesTheMap() throws IOException {
        sockets.put(0, web);
        web.close();

        assertThat(steer.run(WEB).selectedSocket()).isEmpty();
    }

    @Test
    void anIndexBeyondTheEndAndASocketThatIsNotBoundAreRefused() throws IOException {
        assertThatThrownBy(() -> sockets.put(2, web))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("\"sockets\"");
        try (ServerSocketChannel unbound = ServerSocketChannel.open()) {
            assertThatThrownBy(() -> sockets.put(0, unbound)).isInstanceOf(RunOptionException.class);
        }
    }

    @Test
    void aMapOfSocketsHasNoOtherHandle() {
        ObjectSpec spec = Bpf.open("src/test/bpf/sk_lookup.bpf.c");
        spec.program("refuses_all").autoload(false);
        try (LoadedObject object = spec.load()) {
            assertThatThrownBy(() -> object.map("sockets", Integer.class, Long.class))
                    .isInstanceOf(WrongHandleException.class)
                    .hasMessageContaining("SocketMap<K>");
        }
    }
}
