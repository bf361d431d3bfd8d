package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of tests that ran in another JVM. */
class RelayTest {

    @Test
    void listenersAreToldOfTestsElsewhereWhatTheyAreToldOfLocalOnes() {
        Recording local = Recording.of(Elsewhere.local(selectClass(EveryKind.class)));
        Recording elsewhere = Recording.of(Elsewhere.process(selectClass(EveryKind.class)));

        assertThat(local.testsRunBy("junit-jupiter")).isGreaterThan(15);
        assertThat(elsewhere.testsRunBy("bpf-test")).isEqualTo(local.testsRunBy("junit-jupiter"));
        assertThat(elsewhere.testsRunBy("junit-jupiter")).isZero();
        assertThat(withMethods(elsewhere.events())).containsExactlyElementsOf(withMethods(local.events()));
    }

    /** A dynamic test's own source is lost: it gets its method, without which Surefire loses the test. */
    static List<String> withMethods(List<String> events) {
        String factory = EveryKind.class.getName() + "#makesTests()";
        return events.stream()
                .map(event -> event.replace("DefaultUriSource [uri = file:/somewhere]", factory))
                .toList();
    }
}
