package io.bpftest.engine.session;

import io.bpftest.engine.codec.CType;
import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.codec.Codecs;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.engine.map.LpmTrieMap;
import io.bpftest.engine.map.MapTarget;
import io.bpftest.engine.map.OpaqueMap;
import io.bpftest.engine.map.PerCpuTypedMap;
import io.bpftest.engine.map.SocketTypedMap;
import io.bpftest.engine.map.TypedMap;
import io.bpftest.error.Problem;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.KernelMap;
import io.bpftest.map.LpmTrie;
import io.bpftest.map.MapType;
import io.bpftest.map.PerCpuMap;
import io.bpftest.map.Prefix;
import io.bpftest.map.SocketMap;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.EnumSet;
import java.util.Set;

/** Makes the map handle that a Java type asks for, where it fits the map. */
final class MapHandles {

    private static final Set<MapType> PLAIN = EnumSet.of(MapType.HASH, MapType.LRU_HASH, MapType.ARRAY);

    /** What holds sockets. */
    private static final Set<MapType> SOCKETS =
            EnumSet.of(MapType.SOCKMAP, MapType.SOCKHASH, MapType.REUSEPORT_SOCKARRAY);

    private MapHandles() {}

    /**
     * Makes a handle.
     *
     * @param handle the generic type, such as {@code KernelMap<Inet4Address, Long>}
     */
    static BpfMapHandle make(Type handle, MapTarget target, ObjectModel.MapModel map) {
        if (handle == BpfMapHandle.class) {
            return forDisplay(target, map);
        }
        if (!(handle instanceof ParameterizedType parameterized)) {
            throw wrong(handle, map);
        }
        Type[] types = parameterized.getActualTypeArguments();
        MapType kind = map.info().type();
        if (parameterized.getRawType() == KernelMap.class && PLAIN.contains(kind)) {
            return new TypedMap<>(target, key(types[0], map), value(types[1], map));
        } else if (parameterized.getRawType() == KernelMap.class
                && kind == MapType.LPM_TRIE
                && types[0] == Prefix.class) {
            return new LpmTrieMap<>(target, value(types[1], map));
        } else if (parameterized.getRawType() == LpmTrie.class && kind == MapType.LPM_TRIE) {
            return new LpmTrieMap<>(target, value(types[0], map));
        } else if (parameterized.getRawType() == SocketMap.class && SOCKETS.contains(kind)) {
            return new SocketTypedMap<>(target, key(types[0], map));
        } else if (parameterized.getRawType() == PerCpuMap.class && kind.isPerCpu()) {
            return new PerCpuTypedMap<>(target, key(types[0], map), value(types[1], map), Kernel.possibleCpus());
        }
        throw wrong(handle, map);
    }

    /** Makes the handle that shows a map best to a reader who named no Java types. */
    static BpfMapHandle forDisplay(MapTarget target, ObjectModel.MapModel map) {
        MapType kind = map.info().type();
        Codec<?> value = Codecs.forDisplay(map.value());
        if (kind == MapType.LPM_TRIE) {
            return new LpmTrieMap<>(target, value);
        }
        Codec<?> key = Codecs.forDisplay(map.key());
        if (kind.isPerCpu()) {
            return new PerCpuTypedMap<>(target, key, value, Kernel.possibleCpus());
        }
        return PLAIN.contains(kind) ? new TypedMap<>(target, key, value) : new OpaqueMap(target);
    }

    private static Codec<?> key(Type type, ObjectModel.MapModel map) {
        return Codecs.of(type, map.key(), "the key of map \"" + map.name() + "\"");
    }

    private static Codec<?> value(Type type, ObjectModel.MapModel map) {
        return Codecs.of(type, map.value(), "the value of map \"" + map.name() + "\"");
    }

    private static WrongHandleException wrong(Type handle, ObjectModel.MapModel map) {
        boolean raw = handle instanceof Class<?> type
                && type.getTypeParameters().length > 0
                && !fitting(map.info().type()).isEmpty();
        return new WrongHandleException(new Problem(
                "The handle " + simple(handle) + (raw ? " of" : " does not fit") + " map \"" + map.name() + "\""
                        + (raw ? " does not say which Java types it holds" : ""),
                shape(map),
                required(map.info().type()),
                raw
                        ? "give it type arguments, such as " + example(map)
                        : "use the handle of the map's type, or name another map"));
    }

    /** As in Java source with imports, which is how a reader wrote it. */
    private static String simple(Type handle) {
        return handle.getTypeName().replaceAll("\\b(?:\\p{javaLowerCase}\\w*\\.)+", "");
    }

    private static String shape(ObjectModel.MapModel map) {
        String type = "a map of type " + map.info().type();
        return map.info().keySize() == 0 && map.info().valueSize() == 0
                ? type
                : type + " with keys " + map.key() + " and values " + map.value();
    }

    private static String required(MapType kind) {
        String handle = fitting(kind);
        return handle.isEmpty()
                ? "BpfMapHandle, which tells what the map is: no handle here reads what " + kind + " maps hold"
                : handle;
    }

    private static String fitting(MapType kind) {
        if (kind == MapType.LPM_TRIE) {
            return "LpmTrie<V>";
        } else if (kind.isPerCpu()) {
            return "PerCpuMap<K, V>";
        } else if (SOCKETS.contains(kind)) {
            return "SocketMap<K>";
        }
        return PLAIN.contains(kind) ? "KernelMap<K, V>" : "";
    }

    private static String example(ObjectModel.MapModel map) {
        return fitting(map.info().type())
                .replace("<K,", "<" + javaType(map.key()) + ",")
                .replace("V>", javaType(map.value()) + ">");
    }

    private static String javaType(CType type) {
        return switch (type.isScalar() ? type.size() : 0) {
            case Byte.BYTES -> "Byte";
            case Short.BYTES -> "Short";
            case Integer.BYTES -> "Integer";
            case Long.BYTES -> "Long";
            default -> "byte[]";
        };
    }
}
