package io.bpftest.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestTest {

    @Test
    void isReadAsItWasWritten() {
        Manifest manifest =
                Manifest.EMPTY.with(entry("one", "", "two\nlines")).with(entry("two", "6.1 with spaces", ""));

        assertThat(Manifest.parse(manifest.text())).contains(manifest);
        assertThat(Manifest.parse(Manifest.EMPTY.text())).contains(Manifest.EMPTY);
    }

    @Test
    void isNotReadWhenAnyByteDiffers() {
        String text = Manifest.EMPTY.with(entry("one", "", "")).text();

        for (int i = 0; i < text.length(); i++) {
            String damaged = text.substring(0, i) + (char) (text.charAt(i) ^ 1) + text.substring(i + 1);
            assertThat(Manifest.parse(damaged)).as("byte %d", i).isEmpty();
            assertThat(Manifest.parse(text.substring(0, i))).as("first %d", i).isEmpty();
        }
    }

    @Test
    void keepsTheLatestEntriesOfDifferentContent() {
        Manifest manifest = Manifest.EMPTY;
        for (int i = 0; i < 20; i++) {
            manifest = manifest.with(entry("object" + i, "", ""));
        }
        Manifest.Entry latest = entry("object19", "", "a warning");

        manifest = manifest.with(latest);

        assertThat(manifest.entries()).hasSize(8).startsWith(latest).doesNotHaveDuplicates();
        assertThat(manifest.entries().get(1).object()).isEqualTo("object18");
    }

    private static Manifest.Entry entry(String object, String kernel, String warnings) {
        return new Manifest.Entry(
                object,
                kernel,
                warnings,
                List.of(new Manifest.FileContent(Path.of("/a b", "c\nd.h"), Sha256.of(object))),
                List.of(Path.of("/not here")));
    }
}
