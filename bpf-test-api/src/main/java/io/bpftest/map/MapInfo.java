package io.bpftest.map;

/**
 * What a map is.
 *
 * @param name the map's name in the object, not shortened to the kernel's 15 characters
 * @param typeNumber the number of its type in {@code enum bpf_map_type}
 * @param keySize the size of a key in bytes, 0 for kinds without keys
 * @param valueSize the size of a value in bytes; of one CPU's value for per-CPU kinds
 * @param maxEntries the most entries it holds
 */
public record MapInfo(String name, int typeNumber, int keySize, int valueSize, int maxEntries) {

    /** The map's type. */
    public MapType type() {
        return MapType.of(typeNumber);
    }
}
