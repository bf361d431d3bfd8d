package io.bpftest.engine.session;

import io.bpftest.engine.codec.CType;
import io.bpftest.engine.map.MapTarget;
import io.bpftest.engine.map.OpaqueMap;
import io.bpftest.error.Problem;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.MapType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;

/** Makes the map handle that a Java type asks for, where it fits the map. */
final class MapHandles {

    private MapHandles() {}

    /**
     * Makes a handle.
     *
     * @param handle the generic type, such as {@code KernelMap<Inet4Address, Long>}
     * @param object what knows the object's types
     */
    static BpfMapHandle make(Type handle, MapTarget target, ObjectModel.MapModel map, ObjectModel object) {
        if (handle == BpfMapHandle.class) {
            return forDisplay(target, map, object);
        }
        List<Type> arguments = handle instanceof ParameterizedType parameterized
                ? List.of(parameterized.getActualTypeArguments())
                : List.of();
        for (MapHandleType type : MapHandleTypes.of(map.info().type())) {
            if (type.fits(raw(handle), arguments)) {
                return type.factory().apply(new WantedMap(target, map, object, arguments));
            }
        }
        throw wrong(handle, map);
    }

    /** Makes the handle that shows a map best to a reader who named no Java types. */
    static BpfMapHandle forDisplay(MapTarget target, ObjectModel.MapModel map, ObjectModel object) {
        return MapHandleTypes.bestFor(map.info().type())
                .map(type -> type.factory().apply(new WantedMap(target, map, object, List.of())))
                .orElseGet(() -> new OpaqueMap(target));
    }

    private static Class<?> raw(Type handle) {
        if (handle instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        return handle instanceof Class<?> type ? type : Object.class;
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
        return handle.isEmpty() ? "BpfMapHandle, which tells what the map is: " + whyNone(kind) : handle;
    }

    private static String whyNone(MapType kind) {
        return switch (kind) {
            case STRUCT_OPS -> "a STRUCT_OPS map holds functions that the kernel calls, and no entries";
            case ARENA -> "an ARENA is memory of the programs that use it, and has no entries";
            default -> "no handle here reads what " + kind + " maps hold";
        };
    }

    private static String fitting(MapType kind) {
        return MapHandleTypes.bestFor(kind)
                .map(type -> type.title().replace("<O,", "<" + owner(kind) + ","))
                .orElse("");
    }

    /** The recommended handle with Java types in the place of its parameters. */
    private static String example(ObjectModel.MapModel map) {
        return fitting(map.info().type())
                .replaceAll("\\bK\\b", javaType(map.key()))
                .replaceAll("\\bV\\b", javaType(map.value()))
                .replaceAll("\\bE\\b", "byte[]")
                .replaceAll("\\bM\\b", map.inner() == null ? "BpfMapHandle" : example(map.inner()));
    }

    private static String owner(MapType kind) {
        return switch (kind) {
            case SK_STORAGE -> "NetworkChannel";
            case TASK_STORAGE -> "ProcessHandle";
            default -> "Path";
        };
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
