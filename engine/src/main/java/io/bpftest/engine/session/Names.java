package io.bpftest.engine.session;

import io.bpftest.error.NearName;
import io.bpftest.error.Problem;
import io.bpftest.error.UnknownNameException;
import java.util.Collection;

/** What is said when an object has nothing of a name, or several of one. */
final class Names {

    private Names() {}

    static UnknownNameException unknown(String object, String kind, String name, Collection<String> existing) {
        return new UnknownNameException(new Problem(
                object + " has no " + kind + " \"" + name + "\"",
                existing.isEmpty() ? "it has no " + kind + "s" : "it has " + String.join(", ", existing),
                "the name of a " + kind + " that it has",
                NearName.remedy(name, existing, "correct the name, or add the " + kind + " to the object")));
    }

    /** Throws where other variables have the name too: one of them would silently be taken for another. */
    static void requireOne(String object, ObjectModel.VariableModel variable) {
        if (variable.namesakes()) {
            throw new UnknownNameException(new Problem(
                    object + " has several global variables \"" + variable.name() + "\"",
                    "static variables of one name in sources that were linked",
                    "a name that one variable has",
                    "rename all but one of them"));
        }
    }
}
