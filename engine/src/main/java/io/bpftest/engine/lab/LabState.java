package io.bpftest.engine.lab;

import io.bpftest.engine.attach.Attachments;
import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.engine.place.PlaceContents;

/**
 * What the parts of one lab share.
 *
 * @param lifetime ends with the lab
 * @param attachments what is attached in it
 * @param observers what is captured and counted in it
 */
record LabState(Lifetime lifetime, Attachments attachments, PlaceContents observers) {

    LabState() {
        this(new Lifetime("The lab"), new Attachments(), new PlaceContents());
    }
}
