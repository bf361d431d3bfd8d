package io.bpftest.lab;

/**
 * A cable between two hosts: a veth pair, or a netkit pair.
 *
 * @param near the end at the host that was named first; of a netkit pair the primary device
 * @param far the other end
 */
public record LabLink(LabInterface near, LabInterface far) {}
