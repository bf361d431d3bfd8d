package io.bpftest.map;

import org.jspecify.annotations.Nullable;

/**
 * Storage that the kernel keeps with something of its own: a value for each socket, file, process or cgroup that has one. It
 * goes with its owner. The kernel lists no owners, so a test asks for those that it knows.
 *
 * <table>
 * <caption>Owners</caption>
 * <tr><th>map type</th><th>{@code O}</th><th>since Linux</th></tr>
 * <tr><td>{@code SK_STORAGE}</td><td>a bound {@link java.nio.channels.NetworkChannel}</td><td>5.2</td></tr>
 * <tr><td>{@code INODE_STORAGE}</td><td>the {@link java.nio.file.Path} of a file or folder</td><td>5.10</td></tr>
 * <tr><td>{@code TASK_STORAGE}</td><td>a {@link ProcessHandle}, for its first thread, or the current
 * {@link Thread}</td><td>5.11; threads 6.9</td></tr>
 * <tr><td>{@code CGRP_STORAGE}</td><td>the {@link java.nio.file.Path} of a cgroup v2 directory</td><td>6.2</td></tr>
 * </table>
 *
 * @param <O> the Java type of owners
 * @param <V> the Java type of values
 */
public interface LocalStorage<O, V> extends BpfMapHandle {

    /**
     * Gives an owner's value, or null where it has none.
     *
     * @throws io.bpftest.error.MapAccessException if the kernel knows no such owner
     */
    @Nullable
    V get(O owner);

    /**
     * Sets an owner's value, in place of any former one.
     *
     * @throws io.bpftest.error.ConversionException if the value does not fit its C type
     * @throws io.bpftest.error.MapAccessException if the kernel knows no such owner
     */
    void put(O owner, V value);

    /**
     * Removes an owner's value and tells whether there was one.
     *
     * @throws io.bpftest.error.MapAccessException if the kernel knows no such owner
     */
    boolean remove(O owner);
}
