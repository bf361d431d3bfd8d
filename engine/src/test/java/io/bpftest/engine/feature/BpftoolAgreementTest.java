package io.bpftest.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.engine.ChildJvm;
import io.bpftest.engine.feature.ProbeRow.Answer;
import io.bpftest.engine.feature.ProbeRow.Kind;
import io.bpftest.feature.KernelFeatures;
import io.bpftest.feature.Support;
import io.bpftest.map.MapType;
import io.bpftest.program.ProgramType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every row of bpftool's on this machine beside ours: the same answer, or a difference of a known kind. */
class BpftoolAgreementTest {

    /** What else bpftool tells about; our probe does not claim to, and docs/running.md says so. */
    private static final Set<String> NOT_OURS = Set.of("system_config", "syscall_config", "misc");

    private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();

    private static Bpftool plain;
    private static Bpftool full;

    private final KernelFeatures features = Bpf.features();

    @BeforeAll
    static void askBpftool() throws IOException, InterruptedException {
        plain = Bpftool.probe();
        full = Bpftool.probe("full");
    }

    @Test
    void bpftoolTellsAboutNothingElseThanWeThink() {
        Set<String> known = new LinkedHashSet<>(NOT_OURS);
        known.addAll(List.of("program_types", "map_types", "helpers"));

        assertThat(plain.sections()).containsExactlyInAnyOrderElementsOf(known);
        assertThat(full.sections()).isEqualTo(plain.sections());
    }

    @Test
    void theApiAnswersEveryRowAsBpftoolDoes() {
        assertThat(unexplained(full.answers(), apiRows(), this::fromApi)).isEmpty();
    }

    @Test
    void thePrintedTableAnswersEveryRowAsBpftoolDoes() throws IOException, InterruptedException {
        // What ci/probe runs, and what java -jar does.
        String table = new ChildJvm(ProbeTable.class).output();
        PrintedProbe printed = new PrintedProbe(table);

        assertThat(printed.types()).containsAll(apiTypes());
        assertThat(unexplained(plain.answers(), apiRows(), printed::answer)).isEmpty();
        assertThat(new ChildJvm(ProbeJar.class).output()).isEqualTo(table);
        assertThat(Files.readString(CHECKOUT.resolve("ci/probe"))).contains(ProbeTable.class.getName());
    }

    @Test
    void theSameHelpersAreNotTried() throws IOException, InterruptedException {
        Set<String> loud = new LinkedHashSet<>();
        full.helpers().values().forEach(loud::addAll);
        plain.helpers().values().forEach(loud::removeAll);

        assertThat(loud).isNotEmpty();
        assertThat(new PrintedProbe(features.table()).notTried()).containsExactlyInAnyOrderElementsOf(loud);
    }

    @Test
    void theGuideExplainsEachDifference() throws IOException {
        List<String> page = Files.readAllLines(CHECKOUT.resolve("docs/running.md"));
        List<String> table = page.stream()
                .dropWhile(line -> !line.startsWith("| rows | bpftool |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(table)
                .containsExactly(
                        Stream.of(Difference.values()).map(Difference::line).toArray(String[]::new));
        assertThat(String.join(" ", page)).contains(NOT_OURS);
    }

    /** The rows of either side that disagree without a reason, or agree though there is one; both are a change to look at. */
    private static List<String> unexplained(
            Map<ProbeRow, Answer> bpftool, Set<ProbeRow> more, Function<ProbeRow, Answer> ours) {
        ExpectedDifferences expected = new ExpectedDifferences(bpftool);
        Set<ProbeRow> rows = new LinkedHashSet<>(bpftool.keySet());
        rows.addAll(more);
        List<String> unexplained = new ArrayList<>();
        Set<Difference> seen = EnumSet.noneOf(Difference.class);
        for (ProbeRow row : rows) {
            Answer theirs = bpftool.getOrDefault(row, Answer.NONE);
            Answer found = ours.apply(row);
            Optional<Difference> reason = found == Answer.NONE ? Optional.empty() : expected.of(row);
            reason.ifPresent(seen::add);
            if (reason.isPresent() ? !reason.get().fits(theirs, found) : theirs != found) {
                unexplained.add(row + ": bpftool " + theirs + ", here " + found + ", explained by " + reason);
            }
        }
        for (Difference difference : Difference.values()) {
            if (expected.mustOccur(difference) != seen.contains(difference)) {
                unexplained.add(difference + (seen.contains(difference) ? " occurs" : " explains no row"));
            }
        }
        return unexplained;
    }

    private Set<ProbeRow> apiTypes() {
        Set<ProbeRow> rows = new LinkedHashSet<>();
        ExpectedDifferences.names(ProgramType.values()).forEach(name -> rows.add(ProbeRow.of(Kind.PROGRAM_TYPE, name)));
        ExpectedDifferences.names(MapType.values()).forEach(name -> rows.add(ProbeRow.of(Kind.MAP_TYPE, name)));
        return rows;
    }

    private Set<ProbeRow> apiRows() {
        Set<ProbeRow> rows = apiTypes();
        for (String type : ExpectedDifferences.names(ProgramType.values())) {
            features.helpers().forEach(helper -> rows.add(ProbeRow.ofHelper(type, helper)));
        }
        return rows;
    }

    private Answer fromApi(ProbeRow row) {
        List<String> types =
                ExpectedDifferences.names(row.kind() == Kind.MAP_TYPE ? MapType.values() : ProgramType.values());
        if (!types.contains(row.type())) {
            return Answer.NONE;
        }
        Support support =
                switch (row.kind()) {
                    case PROGRAM_TYPE -> features.program(ProgramType.valueOf(row.type()));
                    case MAP_TYPE -> features.map(MapType.valueOf(row.type()));
                    case HELPER -> features.helper(ProgramType.valueOf(row.type()), row.helper());
                };
        return switch (support.state()) {
            case PRESENT -> Answer.YES;
            case ABSENT -> Answer.NO;
            case UNKNOWN -> Answer.UNKNOWN;
        };
    }
}
