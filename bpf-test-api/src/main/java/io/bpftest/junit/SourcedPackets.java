package io.bpftest.junit;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.provider.Arguments;

/** Numbers the packets of a source as they are taken, and refuses a source without any. */
final class SourcedPackets {

    private SourcedPackets() {}

    /**
     * Gives the arguments of a test's invocations.
     *
     * @param packets closed with the stream that is given, or where there is nothing to give
     * @param arguments makes the arguments of a packet and its number, from 1
     * @param none makes the error for a source without packets
     */
    static <P> Stream<Arguments> of(
            Stream<P> packets, BiFunction<P, Integer, Arguments> arguments, Supplier<RuntimeException> none) {
        try {
            Iterator<P> taken = packets.iterator();
            if (!taken.hasNext()) {
                throw none.get();
            }
            Iterator<Arguments> numbered = new Numbered<>(taken, arguments);
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(numbered, Spliterator.ORDERED), false)
                    .onClose(packets::close);
        } catch (RuntimeException | Error e) {
            packets.close();
            throw e;
        }
    }

    private static final class Numbered<P> implements Iterator<Arguments> {

        private final Iterator<P> packets;
        private final BiFunction<P, Integer, Arguments> arguments;
        private int number;

        Numbered(Iterator<P> packets, BiFunction<P, Integer, Arguments> arguments) {
            this.packets = packets;
            this.arguments = arguments;
        }

        @Override
        public boolean hasNext() {
            return packets.hasNext();
        }

        @Override
        public Arguments next() {
            return arguments.apply(packets.next(), ++number);
        }
    }
}
