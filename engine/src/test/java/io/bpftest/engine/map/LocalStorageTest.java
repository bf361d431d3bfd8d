package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.LoadedObject;
import io.bpftest.error.ConversionException;
import io.bpftest.error.FileMissingException;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.RunOptionException;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.KernelMap;
import io.bpftest.map.LocalStorage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BpfObject("storages.bpf.c")
class LocalStorageTest {

    @BpfMap("of_sockets")
    LocalStorage<NetworkChannel, Integer> ofSockets;

    @BpfMap("of_files")
    LocalStorage<Path, Integer> ofFiles;

    @BpfMap("of_tasks")
    LocalStorage<ProcessHandle, Integer> ofProcesses;

    @BpfMap("of_tasks")
    LocalStorage<Thread, Integer> ofThreads;

    @Test
    void aSocketHasAValueOfItsOwn() throws IOException {
        try (ServerSocketChannel one = bound();
                ServerSocketChannel other = bound()) {
            assertThat(ofSockets.get(one)).isNull();
            ofSockets.put(one, 1);
            ofSockets.put(other, 2);
            ofSockets.put(other, -3);

            assertThat(ofSockets.get(one)).isEqualTo(1);
            assertThat(ofSockets.get(other)).isEqualTo(-3);
            assertThat(ofSockets.remove(one)).isTrue();
            assertThat(ofSockets.remove(one)).isFalse();
            assertThat(ofSockets.get(one)).isNull();
            assertThat(one.isOpen()).isTrue();
        }
    }

    @Test
    void aFileHasAValueWhateverItsName(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path link = Files.createLink(folder.resolve("link"), file);

        ofFiles.put(file, 7);
        ofFiles.put(folder, 8);

        assertThat(ofFiles.get(link)).isEqualTo(7);
        assertThat(ofFiles.get(folder)).isEqualTo(8);
        assertThat(ofFiles.remove(link)).isTrue();
        assertThat(ofFiles.get(file)).isNull();
    }

    @Test
    void aProcessAndEachOfItsThreadsHaveValues() throws Exception {
        ofProcesses.put(ProcessHandle.current(), 1);
        CompletableFuture<Integer> inThread = CompletableFuture.supplyAsync(() -> {
            Integer before = ofThreads.get(Thread.currentThread());
            ofThreads.put(Thread.currentThread(), 2);
            assertThat(before).isNull();
            return ofThreads.get(Thread.currentThread());
        });

        assertThat(inThread.get()).isEqualTo(2);
        assertThat(ofProcesses.get(ProcessHandle.current())).isEqualTo(1);
        assertThat(ofProcesses.remove(ProcessHandle.current())).isTrue();
        assertThat(ofProcesses.remove(ProcessHandle.current())).isFalse();
    }

    @Test
    void anOwnerThatCannotBeOpenedIsRefused(@TempDir Path folder) throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        ServerSocketChannel closed = bound();
        closed.close();

        assertThatThrownBy(() -> ofProcesses.put(ended.toHandle(), 1))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("The process " + ended.pid() + " cannot be opened");
        assertThatThrownBy(() -> ofFiles.get(folder.resolve("none"))).isInstanceOf(FileMissingException.class);
        assertThatThrownBy(() -> ofSockets.get(closed)).isInstanceOf(RunOptionException.class);
        assertThatThrownBy(() -> ofThreads.get(new Thread("other")))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("Thread \"other\"")
                .hasMessageContaining("Thread.currentThread()");
    }

    @Test
    void aValueThatDoesNotFitIsRefused(@TempDir Path folder, @BpfMap("of_files") LocalStorage<Path, Long> longs) {
        assertThatThrownBy(() -> longs.put(folder, -1L)).isInstanceOf(ConversionException.class);
        assertThat(ofFiles.get(folder)).isNull();
    }

    @Test
    void anotherJavaTypeOfOwnersIsRefused(LoadedObject object) {
        assertThatThrownBy(() -> object.map("of_tasks", LocalStorage.class))
                .isInstanceOf(WrongHandleException.class)
                .hasMessageContaining("LocalStorage<ProcessHandle, Integer>");
        assertThatThrownBy(() -> object.map("of_sockets", KernelMap.class))
                .isInstanceOf(WrongHandleException.class)
                .hasMessageContaining("LocalStorage<NetworkChannel, V>");
        assertThat(object.map("of_files", BpfMapHandle.class).state(5).toString())
                .contains("not shown");
    }

    private static ServerSocketChannel bound() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
}
