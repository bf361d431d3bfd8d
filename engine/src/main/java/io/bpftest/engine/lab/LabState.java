package io.bpftest.engine.lab;

import io.bpftest.engine.attach.Attachments;
import io.bpftest.engine.kernel.Lifetime;

/**
 * What the parts of one lab share.
 *
 * @param lifetime ends with the lab
 * @param attachments what is attached in it
 * @param captures what is captured in it
 */
record LabState(Lifetime lifetime, Attachments attachments, Captures captures) {

    LabState() {
        this(new Lifetime("The lab"), new Attachments(), new Captures());
    }
}
