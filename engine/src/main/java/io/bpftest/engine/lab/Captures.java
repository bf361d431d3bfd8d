package io.bpftest.engine.lab;

import io.bpftest.lab.Capture;
import java.util.ArrayList;
import java.util.List;

/** The captures of a lab, which it closes. */
final class Captures {

    private final List<Capture> open = new ArrayList<>();

    synchronized <C extends Capture> C add(C capture) {
        open.add(capture);
        return capture;
    }

    synchronized List<Capture> open() {
        return List.copyOf(open);
    }

    synchronized void closeAllBut(List<Capture> before) {
        open.stream().filter(capture -> !before.contains(capture)).forEach(Capture::close);
        open.retainAll(before);
    }
}
