package io.bpftest.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bpftest.error.ConfigurationException;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads the settings' class once more, with another junit-platform.properties in front of the class path. */
class UnreadableSettingsTest {

    @Test
    void aFileThatIsNoPropertiesFileIsATypedErrorEachTime(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("junit-platform.properties"), "bpftest.clang=\\uNOPE");
        try (URLClassLoader loader = new URLClassLoader(urls(folder), ClassLoader.getPlatformClassLoader())) {
            Method ofThisJvm = loader.loadClass(Configuration.class.getName()).getMethod("ofThisJvm");

            for (int time = 1; time <= 2; time++) {
                Throwable thrown = catchThrowable(() -> ofThisJvm.invoke(null));
                assertThat(thrown).isInstanceOf(InvocationTargetException.class);
                assertThat(thrown.getCause().getClass().getName()).isEqualTo(ConfigurationException.class.getName());
                assertThat(thrown.getCause()).hasMessageContaining("junit-platform.properties cannot be read");
            }
        }
    }

    private static URL[] urls(Path first) throws MalformedURLException {
        List<URL> urls = new ArrayList<>(List.of(first.toUri().toURL()));
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(element).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
