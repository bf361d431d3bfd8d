package io.bpftest.engine.lab;

import io.bpftest.engine.attach.Attachments;
import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.engine.place.PlaceContents;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the parts of one lab share.
 *
 * @param lifetime ends with the lab
 * @param attachments what is attached in it
 * @param observers what is captured and counted in it
 * @param indexes the index that an interface got last; above all that the kernel gives of its own accord
 */
record LabState(Lifetime lifetime, Attachments attachments, PlaceContents observers, AtomicInteger indexes) {

    private static final int FIRST_INDEX = 100;

    LabState() {
        this(new Lifetime("The lab"), new Attachments(), new PlaceContents(), new AtomicInteger(FIRST_INDEX));
    }
}
