package io.bpftest.engine.session;

import io.bpftest.error.NearName;
import io.bpftest.error.Problem;
import io.bpftest.error.UnknownNameException;
import java.util.Collection;

/** What is said when an object has nothing of a name. */
final class Names {

    private Names() {}

    static UnknownNameException unknown(String object, String kind, String name, Collection<String> existing) {
        return new UnknownNameException(new Problem(
                object + " has no " + kind + " \"" + name + "\"",
                existing.isEmpty() ? "it has no " + kind + "s" : "it has " + String.join(", ", existing),
                "the name of a " + kind + " that it has",
                NearName.remedy(name, existing, "correct the name, or add the " + kind + " to the object")));
    }
}
