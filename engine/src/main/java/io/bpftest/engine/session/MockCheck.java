package io.bpftest.engine.session;

import io.bpftest.engine.elf.ElfSymbol;
import io.bpftest.engine.elf.ElfSymbol.Binding;
import io.bpftest.engine.elf.ElfSymbol.Kind;
import io.bpftest.engine.object.ElfFile;
import io.bpftest.engine.object.FunctionTypes;
import io.bpftest.engine.object.ObjectLinker;
import io.bpftest.error.LinkException;
import io.bpftest.error.NearName;
import io.bpftest.error.Problem;
import io.bpftest.spi.ObjectSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says in words why a mock would not do what its author means, before the linker does something else or nothing. */
final class MockCheck {

    /** Sections that each object has, of which the linker keeps one. */
    private static final Set<String> SHARED = Set.of("license", "version");

    private final Path source;
    private final List<Part> parts;

    /** One of the objects; the first is the object under test. */
    private record Part(String name, ElfFile elf) {

        /** The names that it defines so that other objects see them. */
        Set<String> defined(Predicate<ElfSymbol> which) {
            return elf.symbols().stream()
                    .filter(s -> s.isDefined() && s.kind() != Kind.OTHER && which.test(s))
                    .filter(s ->
                            !SHARED.contains(elf.sections().get(s.section()).name()))
                    .map(ElfSymbol::name)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        Set<String> strong() {
            return defined(s -> s.binding() == Binding.GLOBAL);
        }

        Set<String> weak() {
            return defined(s -> s.binding() == Binding.WEAK);
        }

        Set<String> locals() {
            return defined(s -> s.binding() == Binding.LOCAL && s.kind() == Kind.FUNCTION);
        }

        Set<String> weakFunctions() {
            return defined(s -> s.binding() == Binding.WEAK && s.kind() == Kind.FUNCTION);
        }

        /** The names that it needs from elsewhere. */
        Set<String> missing() {
            return elf.symbols().stream()
                    .filter(s -> s.section() == 0 && !s.name().isEmpty())
                    .map(ElfSymbol::name)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /**
     * Checks mocks.
     *
     * @param source the file of the object under test
     * @param inputs the object, then the mocks
     */
    MockCheck(Path source, List<ObjectLinker.Input> inputs) {
        this.source = source;
        this.parts = inputs.stream()
                .map(input -> new Part(input.name(), new ElfFile(input.name(), input.bytes())))
                .toList();
    }

    /**
     * Does nothing if each mock does something.
     *
     * @throws LinkException otherwise
     */
    void run() {
        for (int i = 1; i < parts.size(); i++) {
            Part mock = parts.get(i);
            checkConflicts(mock, parts.subList(0, i));
            List<Part> others = new ArrayList<>(parts);
            others.remove(i);
            Set<String> used = used(mock, others);
            checkOutOfReach(mock, used);
            if (used.isEmpty()) {
                throw useless(mock);
            }
            checkTypes(mock, others, used);
        }
    }

    private static void checkConflicts(Part mock, List<Part> before) {
        for (Part other : before) {
            Set<String> both = mock.strong();
            both.retainAll(other.strong());
            for (String name : both) {
                throw new LinkException(new Problem(
                        "\"" + name + "\" is defined twice, by " + other.name() + " and by " + mock.name(),
                        "two definitions of which neither is __weak",
                        "one that gives way",
                        "mark it __weak in " + other.name() + ": __weak __noinline ... " + name
                                + "(...), or rename it in " + mock.name()));
            }
        }
    }

    /** What of a mock takes effect: it replaces what is weak, or is what others lack. */
    private static Set<String> used(Part mock, List<Part> others) {
        Set<String> used = new TreeSet<>();
        for (Part other : others) {
            Set<String> replaced = mock.strong();
            Set<String> open = new TreeSet<>(other.weak());
            open.addAll(other.missing());
            replaced.retainAll(open);
            used.addAll(replaced);
            Set<String> resolved = mock.weak();
            resolved.retainAll(other.missing());
            used.addAll(resolved);
        }
        return used;
    }

    /** A function that clang has bound within the object under test: another of its name changes nothing. */
    private void checkOutOfReach(Part mock, Set<String> used) {
        Set<String> unused = mock.strong();
        unused.addAll(mock.weak());
        unused.removeAll(used);
        Set<String> locals = parts.get(0).locals();
        for (String name : unused) {
            boolean local = locals.contains(name);
            if (local || isStaticInSource(name)) {
                throw new LinkException(new Problem(
                        "\"" + name + "\" of " + parts.get(0).name() + " cannot be replaced by " + mock.name(),
                        local
                                ? "a static function, whose calls are bound when "
                                        + parts.get(0).name() + " is compiled"
                                : "a static function that clang has compiled into its callers",
                        "a function that the linker can replace",
                        "drop static and mark it __weak __noinline in "
                                + parts.get(0).name()));
            }
        }
    }

    private boolean isStaticInSource(String name) {
        if (!ObjectSource.isSource(source)) {
            return false;
        }
        try {
            return Pattern.compile("\\bstatic\\b[^;{}()]*\\b" + Pattern.quote(name) + "\\s*\\(")
                    .matcher(Files.readString(source))
                    .find();
        } catch (IOException e) {
            return false;
        }
    }

    private LinkException useless(Part mock) {
        Part object = parts.get(0);
        Set<String> weak = mock.weak();
        weak.retainAll(object.weak());
        if (!weak.isEmpty()) {
            return new LinkException(new Problem(
                    mock.name() + " replaces nothing in " + object.name(),
                    String.join(", ", weak) + " is __weak in both, and of two the first stands",
                    "a definition that is not __weak",
                    "drop __weak in " + mock.name()));
        }
        Set<String> defined = mock.strong();
        defined.addAll(mock.weak());
        Set<String> offered = object.weakFunctions();
        offered.addAll(object.missing());
        String found = defined.isEmpty() ? "it defines nothing" : "it defines " + String.join(", ", defined);
        String mark = "mark the function that it stands for __weak __noinline in " + object.name()
                + "; static and inlined functions cannot be replaced";
        return new LinkException(new Problem(
                mock.name() + " replaces nothing in " + object.name(),
                found,
                offered.isEmpty()
                        ? "a __weak function of " + object.name() + ", which has none"
                        : "one of the functions that " + object.name() + " lets replace: " + String.join(", ", offered),
                defined.stream()
                        .flatMap(name -> NearName.of(name, offered).stream())
                        .findFirst()
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse(mark)));
    }

    private static void checkTypes(Part mock, List<Part> others, Set<String> used) {
        try (FunctionTypes mine = new FunctionTypes(mock.elf())) {
            for (Part other : others) {
                try (FunctionTypes theirs = new FunctionTypes(other.elf())) {
                    for (String name : used) {
                        if (!mine.agreesWith(theirs, name)) {
                            throw misfit(name, mock, mine, other, theirs);
                        }
                    }
                }
            }
        }
    }

    private static LinkException misfit(
            String function, Part mock, FunctionTypes mine, Part other, FunctionTypes theirs) {
        String found = mine.prototype(function).orElse("no function");
        String required = theirs.prototype(function).orElse("no function");
        boolean sameWords = found.equals(required);
        return new LinkException(new Problem(
                "\"" + function + "\" of " + mock.name() + " does not fit that of " + other.name(),
                found + (sameWords ? ", of types that differ though their names are the same" : ""),
                required,
                "give it the parameters and the result that " + other.name() + " wants"
                        + (sameWords ? "; include one header with the types in both" : "")));
    }
}
