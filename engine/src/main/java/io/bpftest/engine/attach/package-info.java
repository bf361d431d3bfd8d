/** Programs at live hooks: links of bpf(2), and what only rtnetlink can attach. Knows of no lab and no cgroup. */
@NullMarked
package io.bpftest.engine.attach;

import org.jspecify.annotations.NullMarked;
