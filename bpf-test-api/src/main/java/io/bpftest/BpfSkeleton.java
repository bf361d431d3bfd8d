package io.bpftest;

import io.bpftest.junit.BpfTestExtension;
import io.bpftest.junit.PerClassLocks;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Injects a skeleton: an interface that names an object and gives what it holds, once for many tests.
 *
 * <pre>{@code
 * @BpfObject("xdp_firewall.bpf.c")
 * interface Firewall {
 *
 *     XdpProgram xdp_firewall();
 *
 *     @BpfMap("blocked")
 *     KernelMap<Inet4Address, Long> blockedSources();
 *
 *     default void block(String address) {
 *         blockedSources().put(ip4(address), 0L);
 *     }
 * }
 *
 * class FirewallTest {
 *
 *     @Test
 *     void dropsWhatIsBlocked(@BpfSkeleton Firewall firewall) { ... }
 * }
 * }</pre>
 *
 * <p>A parameter needs it only where neither its method nor its class has an annotation of bpf-test, which brings the
 * extension; a field always does. On a class it does nothing else than bring the extension, with the locks that keep tests
 * apart which run in parallel and share an object of lifecycle PER_CLASS.
 *
 * <p>A skeleton's methods have no parameters and return handles; their names are those of programs, maps and global
 * variables, unless {@link BpfProgram}, {@link BpfMap} or {@link BpfGlobal} on them says another. Default and static
 * methods are its own. Only the programs that it names are loaded. Where the test, its class or one around it declares the
 * same file with {@link BpfObject}, the two are one object, and the test's declaration counts: its mocks, options and
 * lifecycle.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER})
@ExtendWith(BpfTestExtension.class)
@ResourceLock(providers = PerClassLocks.class)
public @interface BpfSkeleton {}
