package io.bpftest.engine.report;

import io.bpftest.spi.record.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All tests as the page's script reads them: arrays of numbers, which stand for strings and packets. {@code report.js} says
 * what stands where.
 */
final class PageData {

    /** What stands for no packet in the place of one. */
    private static final int NONE = -2;

    private final Limits limits;
    private final StringPool strings = new StringPool();
    private final PacketPool packets;
    private final Map<ProgramKey, Integer> programs = new LinkedHashMap<>();
    private final List<String> tests = new ArrayList<>();

    PageData(List<TestResult> results, Limits limits) {
        this.limits = limits;
        this.packets = new PacketPool(strings, limits.packets());
        // Failures first: if there is not room for all packets, it is for these.
        results.stream().filter(TestResult::failed).forEach(this::packetsOf);
        results.forEach(result -> tests.add(test(result)));
    }

    int packetsLeftOut() {
        return packets.leftOut();
    }

    private void packetsOf(TestResult test) {
        test.details().saved().forEach(file -> file.packets().forEach(packets::add));
        for (ProgramUse use : test.details().programs()) {
            use.packets().forEach(pair -> packet(pair, new JsonText()));
        }
    }

    private String test(TestResult test) {
        JsonText json = new JsonText()
                .array()
                .number(strings.add(test.className() + (test.folder().isEmpty() ? "" : " · " + test.folder())))
                .string(Html.visible(Html.cut(test.name(), limits.name())))
                .number(test.status().ordinal())
                .number(test.microseconds())
                .string(Html.visible(Html.cut(test.message(), limits.shortMessage())));
        json.array();
        for (ProgramUse use : test.details().programs()) {
            program(use, json);
        }
        json.endArray().array();
        for (SavedFile file : test.details().saved()) {
            json.array()
                    .number(strings.add(file.path()))
                    .number(strings.add(Html.address(file.path())))
                    .array();
            file.packets().forEach(packet -> json.number(packets.add(packet)));
            json.endArray().endArray();
        }
        return json.endArray().endArray().toString();
    }

    private void program(ProgramUse use, JsonText json) {
        json.array().number(programs.computeIfAbsent(use.program(), key -> programs.size()));
        json.number(strings.add(use.place()))
                .number(use.verified())
                .number(use.translated())
                .number(use.jited());
        json.array();
        for (Outcome outcome : use.outcomes()) {
            json.number(strings.add(outcome.text())).number(outcome.count());
        }
        json.endArray().array();
        use.packets().forEach(pair -> packet(pair, json));
        json.endArray().endArray();
    }

    private void packet(PacketPair pair, JsonText json) {
        byte[] output = pair.output();
        json.array()
                .number(strings.add(pair.outcome()))
                .number(packets.add(pair.input()))
                .number(pair.inputLength())
                .number(output == null ? NONE : packets.add(output))
                .number(pair.outputLength())
                .endArray();
    }

    /** The whole data; it can stand in a script block, which nothing in it ends. */
    String json() {
        JsonText json = new JsonText().object();
        strings.write(json);
        packets.write(json);
        json.array("programs");
        programs.keySet()
                .forEach(program -> json.string(
                        Html.visible(program.title() + " " + program.name() + " (" + program.source() + ")")));
        String head = json.endArray().toString();
        return head + ",\"tests\":[" + String.join(",\n", tests) + "]}";
    }
}
