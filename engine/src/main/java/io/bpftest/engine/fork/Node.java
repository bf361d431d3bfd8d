package io.bpftest.engine.fork;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a guest tells of a test or container.
 *
 * @param id its unique id, whose first segment is that of Jupiter
 * @param parent the id of what contains it
 * @param name its display name
 * @param legacyName the name that build tools make method names from
 * @param type the name of a {@link org.junit.platform.engine.TestDescriptor.Type}
 * @param tags the names of its tags
 * @param className the class it is of; null if it has no source that names one
 * @param methodName the method it is of; null for a class
 * @param parameterTypes of the method, as JUnit writes them
 */
public record Node(
        String id,
        String parent,
        String name,
        String legacyName,
        String type,
        List<String> tags,
        @Nullable String className,
        @Nullable String methodName,
        String parameterTypes) {}
