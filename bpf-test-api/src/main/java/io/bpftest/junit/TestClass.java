package io.bpftest.junit;

import io.bpftest.file.TestModule;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.platform.commons.support.AnnotationSupport;

/** What reflection tells about a test class, looked up once: a class may have thousands of tests. */
final class TestClass {

    private static final ClassValue<TestClass> KNOWN = new ClassValue<>() {
        @Override
        protected TestClass computeValue(Class<?> type) {
            return new TestClass(type, null, null);
        }
    };

    private final Class<?> type;
    private final @Nullable TestClass enclosing;
    private final @Nullable Variant variant;
    private final List<TestClass> withEnclosing;
    private final List<Field> fields;
    private final TestModule module;
    private final Path folder;
    private final String nameInReports;
    private final Map<Class<?>, TestClass> nested = new ConcurrentHashMap<>();
    private final Map<Variant, TestClass> varied = new ConcurrentHashMap<>();
    private final Map<Method, Level> methods = new ConcurrentHashMap<>();
    private final Map<Parameter, Optional<Injectable>> parameters = new ConcurrentHashMap<>();
    private final Lazy<Level> level;
    private final Lazy<List<Variant>> variants;
    private final Lazy<Boolean> hasVariantsAround;
    private final Lazy<Boolean> isRepeatedOtherwise;
    private final Lazy<Boolean> sharesObjects;
    private final Lazy<Boolean> sharesTestBeds;
    private final Lazy<List<Injectables.Place>> ofEveryTest;
    private final Lazy<List<Injectables.Place>> within;

    private TestClass(Class<?> type, @Nullable TestClass enclosing, @Nullable Variant variant) {
        this.type = type;
        this.enclosing = enclosing;
        this.variant = variant;
        this.withEnclosing = new ArrayList<>(List.of(this));
        if (enclosing != null) {
            withEnclosing.addAll(enclosing.withEnclosing);
        }
        this.fields = Injectables.fields(type);
        this.module = new TestModule(type);
        this.folder = module.folder();
        this.nameInReports = name() + (variant == null ? "" : "[" + variant.nameInReports() + "]");
        this.variants = new Lazy<>(() -> Variant.of(type));
        this.hasVariantsAround = new Lazy<>(
                () -> withEnclosing.stream().anyMatch(c -> !c.variants().isEmpty()));
        this.isRepeatedOtherwise = new Lazy<>(() -> withEnclosing.stream()
                .anyMatch(c -> c.variants().isEmpty() && AnnotationSupport.isAnnotated(c.type, ClassTemplate.class)));
        this.level = new Lazy<>(() -> {
            Level own = Level.of(type, type)
                    .withSkeletons(skeletons(
                            Injectables.ofClassAlone(this), enclosing == null ? List.of() : enclosing.levels()));
            return built(variant == null ? own : own.withConstantsOf(variant));
        });
        this.sharesObjects = new Lazy<>(() -> levels(Optional.empty()).stream()
                .flatMap(l -> l.objects().stream())
                .anyMatch(ObjectDeclaration::isPerClass));
        this.sharesTestBeds = new Lazy<>(() -> !TestBeds.shared(withEnclosing).isEmpty());
        this.ofEveryTest = new Lazy<>(() -> Injectables.ofEveryTest(this));
        this.within = new Lazy<>(() -> Injectables.within(this));
    }

    /** Gives a class that stands on its own. */
    static TestClass of(Class<?> type) {
        return KNOWN.get(type);
    }

    /**
     * Gives a class as it runs within others.
     *
     * @param enclosing the test classes around it, the outermost first: those of the instances, which may inherit the
     *     class rather than hold it
     */
    static TestClass of(Class<?> type, List<Class<?>> enclosing) {
        if (enclosing.isEmpty()) {
            return of(type);
        }
        TestClass around = of(enclosing.get(0));
        for (Class<?> inner : enclosing.subList(1, enclosing.size())) {
            around = around.nested(inner);
        }
        return around.nested(type);
    }

    /** Gives a class nested in this one, as it runs within it. */
    TestClass nested(Class<?> inner) {
        return nested.computeIfAbsent(inner, c -> new TestClass(c, this, null));
    }

    /** Gives this class as it runs in one of its variants. */
    TestClass as(Variant chosen) {
        return varied.computeIfAbsent(chosen, v -> new TestClass(type, enclosing, v));
    }

    /** The variants that the class declares or inherits; not those of the classes around it. */
    List<Variant> variants() {
        return variants.get();
    }

    /** Tells whether the class or one around it has variants. */
    boolean hasVariantsAround() {
        return hasVariantsAround.get();
    }

    /** Tells whether one of the variants must run, and this is the class as it is outside of them. */
    boolean lacksVariant() {
        return hasVariantsAround()
                && withEnclosing.stream()
                        .anyMatch(c -> c.variant == null && !c.variants().isEmpty());
    }

    /** Tells whether Jupiter repeats the class, or one around it, for another reason than its variants. */
    boolean isRepeatedOtherwise() {
        return isRepeatedOtherwise.get();
    }

    /** Gives an object as the variants have it built that run now. */
    ObjectDeclaration built(ObjectDeclaration object) {
        ObjectDeclaration built = enclosing == null ? object : enclosing.built(object);
        return variant == null ? built : variant.build(built);
    }

    private Level built(Level level) {
        Level built = enclosing == null ? level : enclosing.built(level);
        return variant == null ? built : built.builtAs(variant);
    }

    /** Its name without its package, the enclosing classes' before it, whatever variant runs. */
    String name() {
        return enclosing != null && !enclosing.nameInReports.equals(nameOf(enclosing.type))
                ? enclosing.nameInReports + "." + type.getSimpleName()
                : nameOf(type);
    }

    private static String nameOf(Class<?> type) {
        return type.getName().substring(type.getName().lastIndexOf('.') + 1).replace('$', '.');
    }

    /** The parameter as one that takes a handle, if it does. */
    static Optional<Injectable> injectable(Parameter parameter) {
        TestClass declaring = of(parameter.getDeclaringExecutable().getDeclaringClass());
        return declaring.parameters.computeIfAbsent(parameter, Injectable::of);
    }

    Class<?> type() {
        return type;
    }

    /** The class and, for an inner one, the classes around it; a static nested class stands on its own. */
    List<TestClass> withEnclosing() {
        return withEnclosing;
    }

    /** The class among this and those around it that is this one. */
    TestClass among(Class<?> wanted) {
        for (TestClass candidate : withEnclosing) {
            if (candidate.type == wanted) {
                return candidate;
            }
        }
        return of(wanted);
    }

    /** The class among this and those around it that has the method or constructor, inherited or not. */
    TestClass holderOf(Executable executable) {
        for (TestClass candidate : withEnclosing) {
            if (executable.getDeclaringClass().isAssignableFrom(candidate.type)) {
                return candidate;
            }
        }
        return this;
    }

    /** Its annotated fields and those it inherits. */
    List<Field> fields() {
        return fields;
    }

    /** The places that every test of this class injects into. */
    List<Injectables.Place> ofEveryTest() {
        return ofEveryTest.get();
    }

    /** The places in this class and in the test classes nested in it. */
    List<Injectables.Place> within() {
        return within.get();
    }

    /** What a method's own annotations say. */
    Level level(Method method) {
        return methods.computeIfAbsent(
                method, m -> built(Level.of(m, type).withSkeletons(skeletons(Injectables.of(m, this), levels()))));
    }

    /** The objects of the skeletons among some handles, but for those that the levels around name themselves. */
    private List<ObjectDeclaration> skeletons(List<Injectables.Place> places, List<Level> around) {
        return places.stream()
                .filter(place -> place.injectable().isSkeleton())
                .flatMap(place -> Skeleton.of(place.injectable().type()).stream())
                .map(skeleton -> skeleton.object(type))
                .filter(object -> around.stream()
                        .flatMap(level -> level.objects().stream())
                        .noneMatch(other -> other.file().equals(object.file())))
                .toList();
    }

    private List<Level> levels() {
        return levels(Optional.empty());
    }

    /** What the class's own annotations say, and those it inherits. */
    Level level() {
        return level.get();
    }

    /** What handles see: a method's own annotations, if it is one of its parameters, then each class's. */
    List<Level> levels(Optional<Method> method) {
        List<Level> levels = new ArrayList<>(withEnclosing.size() + 1);
        method.ifPresent(m -> levels.add(level(m)));
        withEnclosing.forEach(c -> levels.add(c.level.get()));
        return levels;
    }

    /** Tells whether a test of the class, or the class itself, may use an object of lifecycle PER_CLASS. */
    boolean sharesObjects(Optional<Method> method) {
        return sharesObjects.get()
                || method.isPresent() && level(method.get()).objects().stream().anyMatch(ObjectDeclaration::isPerClass);
    }

    /** Tells whether the tests of the class, or those of one around it, share a test bed. */
    boolean sharesTestBeds() {
        return sharesTestBeds.get();
    }

    /** The module that the class belongs to. */
    TestModule module() {
        return module;
    }

    /** The folder of the module that the class belongs to. */
    Path folder() {
        return folder;
    }

    /** Its name without its package, the enclosing classes' before it. */
    String nameInReports() {
        return nameInReports;
    }

    /** Finds a file that the class names. */
    Path find(String file) {
        return module.find("object", file);
    }

    /** A value found when it is first asked for. */
    private static final class Lazy<T> {
        private final Supplier<T> supplier;
        private volatile @Nullable T value;

        Lazy(Supplier<T> supplier) {
            this.supplier = supplier;
        }

        T get() {
            T found = value;
            if (found == null) {
                found = supplier.get();
                value = found;
            }
            return found;
        }
    }
}
