package io.bpftest.engine.fork.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose containers may be removed: those of JVMs that are surely dead. */
class OwnerTest {

    private final Owner here = Owner.current();
    private long dead;

    @BeforeEach
    void aProcessThatEnded() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        dead = ended.pid();
    }

    private boolean knowsDead(String namespace, String user, long pid, long start) {
        return here.knowsDead(new Owner(namespace, user, pid, start).text());
    }

    @Test
    void aLivingJvmsContainersAreLeftAlone() {
        assertThat(here.knowsDead(here.text())).isFalse();
    }

    @Test
    void aDeadJvmsContainersAreNot() {
        assertThat(knowsDead(here.namespace(), here.user(), dead, here.start())).isTrue();
    }

    @Test
    void aNumberThatIsUsedAgainIsNotTheOldJvm() {
        assertThat(knowsDead(here.namespace(), here.user(), here.pid(), here.start() - 60_000))
                .isTrue();
    }

    @Test
    void whatThisJvmMayNotSeeIsLeftAlone() {
        assertThat(knowsDead("pid:[1]", here.user(), dead, 0)).isFalse();
        assertThat(knowsDead(here.namespace(), "somebody else", dead, 0)).isFalse();
        assertThat(here.knowsDead("")).isFalse();
        assertThat(here.knowsDead(here.namespace() + " " + here.user() + " x 1"))
                .isFalse();
    }
}
