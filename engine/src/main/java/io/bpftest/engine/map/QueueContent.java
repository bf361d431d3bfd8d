package io.bpftest.engine.map;

import io.bpftest.engine.codec.BytesCodec;
import io.bpftest.engine.codec.CType;
import io.bpftest.map.MapType;
import java.util.Collections;
import java.util.List;

/** The values of a queue or stack, as bytes; to read them is to take them out and put them back. */
final class QueueContent implements MapContent {

    private final QueueMap<byte[]> map;
    private final List<byte[]> oldestFirst;

    QueueContent(MapTarget target) {
        this.map =
                new QueueMap<>(target, new BytesCodec(CType.ofSize(target.info().valueSize())));
        this.oldestFirst = map.popAll();
        if (target.info().type() == MapType.STACK) {
            Collections.reverse(oldestFirst);
        }
        oldestFirst.forEach(map::push);
    }

    @Override
    public void restore() {
        map.popAll();
        oldestFirst.forEach(map::push);
    }
}
