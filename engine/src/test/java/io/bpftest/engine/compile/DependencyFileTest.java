package io.bpftest.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DependencyFileTest {

    @Test
    void listsThePrerequisitesOverSeveralLines() {
        assertThat(DependencyFile.prerequisites("object.o: a.bpf.c /usr/include/b.h \\\n  c.h \\\n  ../d.h\n"))
                .containsExactly("a.bpf.c", "/usr/include/b.h", "c.h", "../d.h");
    }

    @Test
    void takesMakesEscapesBack() {
        assertThat(DependencyFile.prerequisites("o.o: sp\\ ace.h do$$llar.h ha\\#sh.h back\\slash.h two\\\\\\ x.h\n"))
                .containsExactly("sp ace.h", "do$llar.h", "ha#sh.h", "back\\slash.h", "two\\ x.h");
    }

    @Test
    void leavesOutTheRulesThatFollow() {
        assertThat(DependencyFile.prerequisites("o.o: a.c b.h\n\nb.h:\n")).containsExactly("a.c", "b.h");
    }

    @Test
    void takesSeveralTargets() {
        assertThat(DependencyFile.prerequisites("mine o.o: a.c\n")).containsExactly("a.c");
    }
}
