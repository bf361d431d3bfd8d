package io.bpftest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bpftest.spi.GuestEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Compares whole messages with those kept in {@code src/test/messages}, except for what differs from machine to machine.
 *
 * <p>{@code mvn test -Dmessages.write=true} writes them anew; the difference is then to be read as carefully as code.
 */
public final class Golden {

    private static final Path MODULE = module();

    /** About a screen. */
    private static final int MOST_LINES = 40;

    private final Map<String, String> hidden = new LinkedHashMap<>();
    private final Map<Pattern, String> normalised = new LinkedHashMap<>();

    /** Hides this module's folder and the kernel's release. */
    public Golden() {
        hide(MODULE, "<module>");
        hide(System.getProperty("os.version"), "<kernel>");
        hide("<kernel> (" + GuestEnvironment.title() + ")", "<kernel> (local)");
    }

    /** Puts a word in the place of what differs from machine to machine. */
    public Golden hide(Object ofThisMachine, String word) {
        hidden.put(ofThisMachine.toString(), word);
        return this;
    }

    /** Puts a replacement in the place of what differs from version to version, part by part. */
    public Golden normalise(String regex, String replacement) {
        normalised.put(Pattern.compile(regex, Pattern.MULTILINE), replacement);
        return this;
    }

    /** Runs an assertion that must fail, and checks its whole message, which must fit a screen. */
    public void failsOnAScreen(String name, ThrowingCallable assertion) {
        AssertionError error = catchThrowableOfType(AssertionError.class, assertion);
        assertThat(error).as(name + " should fail").isNotNull();
        matches(name, error);
        assertThat(String.valueOf(error.getMessage()).lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    /** Runs what must fail, and checks the exception's exact type and whole message. */
    public void fails(String name, Class<? extends Throwable> type, ThrowingCallable action) {
        matches(name, failed(type, action));
    }

    /** Runs what must fail, and checks the exception's exact type. */
    public <T extends Throwable> T failed(Class<T> type, ThrowingCallable action) {
        return failed(type, catchThrowable(action));
    }

    /** Checks an exception's exact type. */
    public <T extends Throwable> T failed(Class<T> type, Throwable thrown) {
        assertThat(thrown).isExactlyInstanceOf(type);
        return type.cast(thrown);
    }

    /** Checks an exception's whole message. */
    public void matches(String name, Throwable thrown) {
        matches(name, String.valueOf(thrown.getMessage()));
    }

    /** Checks a whole text. */
    public void matches(String name, String text) {
        String portable = text.replace(System.lineSeparator(), "\n").stripTrailing() + "\n";
        for (Map.Entry<String, String> word : hidden.entrySet()) {
            portable = portable.replace(word.getKey(), word.getValue());
        }
        for (Map.Entry<Pattern, String> part : normalised.entrySet()) {
            portable = part.getKey().matcher(portable).replaceAll(part.getValue());
        }
        Path file = MODULE.resolve("src/test/messages").resolve(name + ".txt");
        try {
            if (Boolean.getBoolean("messages.write")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, portable);
            }
            assertThat(portable).as(file.toString()).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file under this module's folder, whatever the working directory. */
    public static Path inModule(String path) {
        return MODULE.resolve(path);
    }

    private static Path module() {
        try {
            Path classes = Path.of(Golden.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolve("../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
