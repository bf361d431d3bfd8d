package io.bpftest.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;

class JUnitVersionTest {

    @Test
    void theVersionInUseWillDo() {
        assertThatCode(() -> JUnitVersion.check(getClass().getClassLoader(), "in use"))
                .doesNotThrowAnyException();
        assertThat(JUnitVersion.of(Extension.class)).matches("[56]\\.[0-9.]+.*");
    }

    @Test
    void aVersionWithoutWhatCameWith5Point13IsRefused() {
        assertThatThrownBy(() -> JUnitVersion.check(ClassLoader.getPlatformClassLoader(), "5.12.2"))
                .isExactlyInstanceOf(ConfigurationException.class)
                .hasMessageContaining("found     JUnit Jupiter 5.12.2")
                .hasMessageContaining("required  JUnit 5.13 or newer, or 6");
    }
}
