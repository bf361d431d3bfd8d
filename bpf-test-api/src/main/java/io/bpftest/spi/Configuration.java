package io.bpftest.spi;

import io.bpftest.error.ConfigurationException;
import io.bpftest.error.NearName;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings, all with the prefix {@code bpftest.}: from the JUnit Platform's configuration parameters, system
 * properties and {@code junit-platform.properties}, the first that has one.
 */
public final class Configuration {

    private static final String PREFIX = "bpftest.";

    private static final List<String> KEYS = List.of(
            "clang",
            "cflags",
            "include",
            "cache.dir",
            "report.dir",
            "approve",
            "report",
            "coverage",
            "coverage.minimum.lines",
            "coverage.minimum.branches",
            "coverage.minimum.functions",
            "coverage.minimum.regions",
            "seed",
            "unavailable",
            "environment",
            "kernels",
            "kernels.parallel",
            "guest.start",
            "guest.silence",
            "container.image",
            "container.base",
            "container.privileges",
            "container.build",
            "vm.qemu",
            "vm.kernel",
            "vm.root",
            "vm.memory",
            "vm.processors",
            "vm.accelerator",
            "vm.boot");

    private static final List<String> MEASURES = List.of("lines", "branches", "functions", "regions");

    /** In MiB: a kernel, a JVM and clang need as much. */
    private static final int LEAST_MEMORY = 256;

    /** The file, once it is read. */
    private static volatile @Nullable Properties properties;

    private final Function<String, Optional<String>> lookup;

    private Configuration(Function<String, Optional<String>> lookup) {
        this.lookup = lookup;
    }

    /** Takes settings from a function that gives the value of a whole key, such as {@code bpftest.clang}. */
    public static Configuration of(Function<String, Optional<String>> lookup) {
        checkKeys();
        Configuration configuration = new Configuration(lookup);
        // Read now, so that a wrong value never waits for the first test it matters to.
        configuration.report();
        configuration.coverage();
        configuration.coverageMinimums();
        configuration.unavailable();
        configuration.approve();
        configuration.environment();
        configuration.kernels();
        configuration.kernelsInParallel();
        configuration.guestStart();
        configuration.guestSilence();
        configuration.containerPrivileges();
        configuration.containerBuild();
        configuration.vmMemory();
        configuration.vmProcessors();
        configuration.vmAccelerator();
        configuration.vmBoot();
        return configuration;
    }

    /**
     * Checks keys that are the JUnit Platform's alone, such as those of a build tool's configuration; who reads a setting
     * cannot list them. Keys of others are left alone.
     *
     * @throws ConfigurationException if one begins with {@code bpftest.} and is unknown
     */
    public static void check(Collection<String> keys) {
        keys.forEach(Configuration::checkKey);
    }

    /** Takes settings from system properties and the class path's {@code junit-platform.properties}. */
    public static Configuration ofThisJvm() {
        return of(key ->
                Optional.ofNullable(System.getProperty(key)).or(() -> Optional.ofNullable(file().getProperty(key))));
    }

    /** The clang to compile with. */
    public String clang() {
        return text("clang").orElse("clang");
    }

    /** Options for every compilation, split at spaces. */
    public List<String> cflags() {
        return text("cflags").map(flags -> List.of(flags.strip().split("\\s+"))).orElse(List.of());
    }

    /** Folders for every compilation's includes, separated as in a class path. */
    public List<Path> include() {
        return text("include")
                .map(folders -> List.of(folders.split(java.io.File.pathSeparator)))
                .orElse(List.of())
                .stream()
                .map(Path::of)
                .toList();
    }

    /** The folder for compiled objects and generated headers. */
    public Path cacheFolder() {
        return text("cache.dir").map(Path::of).orElseGet(Configuration::defaultCacheFolder);
    }

    /**
     * What becomes of a test that needs what the environment lacks; in any case of letters.
     *
     * @throws ConfigurationException if the value is none of those
     */
    public Unavailable unavailable() {
        return choice("unavailable", Unavailable.FAIL, "leave it out: tests that need what the kernel lacks then fail");
    }

    /**
     * Where tests run; in any case of letters.
     *
     * @throws ConfigurationException if the value is none of those
     */
    public Place environment() {
        return choice("environment", Place.AUTO, "leave it out: tests then run where it works");
    }

    /**
     * The kernels that classes run on which do not name theirs by {@link io.bpftest.Kernel}; none for the one that is there.
     *
     * @throws ConfigurationException if one of them is no version, or named twice
     */
    public List<String> kernels() {
        String value = text("kernels").orElse("");
        List<String> kernels = KernelVersion.split(value);
        if (kernels.stream().anyMatch(kernel -> !KernelVersion.isOne(kernel))
                || kernels.stream().distinct().count() < kernels.size()) {
            throw new ConfigurationException(new Problem(
                    "The setting \"" + PREFIX + "kernels\" is no list of kernels",
                    value,
                    "versions of different kernels, with commas between them: 5.10,6.1,6.12",
                    "correct the value, or leave it out: tests then run on the kernel that is there"));
        }
        return kernels;
    }

    /**
     * How many kernels run side by side at most; nothing if memory and processors are to decide.
     *
     * @throws ConfigurationException if the value is no whole number from 1 to 99
     */
    public Optional<Integer> kernelsInParallel() {
        Optional<String> value = text("kernels.parallel").map(String::strip);
        if (value.isPresent() && !value.get().matches("[1-9][0-9]?")) {
            throw new ConfigurationException(new Problem(
                    "The setting \"" + PREFIX + "kernels.parallel\" is no number of kernels",
                    value.get(),
                    "a whole number from 1 to 99",
                    "correct the value, or leave it out for as many as memory and processors allow"));
        }
        return value.map(Integer::valueOf);
    }

    /**
     * The seed of all generated packets; nothing if tests choose theirs.
     *
     * @throws ConfigurationException if the value is no whole number of 64 bits
     */
    public Optional<Long> seed() {
        Optional<String> value = text("seed").map(String::strip);
        try {
            return value.map(Long::valueOf);
        } catch (NumberFormatException e) {
            throw new ConfigurationException(
                    new Problem(
                            "The setting \"" + PREFIX + "seed\" is no seed",
                            value.orElse(""),
                            "a whole number, as a failure has told it",
                            "correct the value, or leave it out for other packets each time"),
                    e);
        }
    }

    /**
     * How long a guest that runs tests may take to start.
     *
     * @throws ConfigurationException if the value is no whole number of seconds above 0
     */
    public Duration guestStart() {
        return seconds("guest.start", 60);
    }

    /**
     * How long a guest may be without any sign of life, and how long it may take to end.
     *
     * @throws ConfigurationException if the value is no whole number of seconds above 0
     */
    public Duration guestSilence() {
        return seconds("guest.silence", 30);
    }

    /** The ready image that containers are made of; if there is none, one is built. */
    public Optional<String> containerImage() {
        return text("container.image").map(String::strip);
    }

    /** The image that ours is built on. */
    public Optional<String> containerBase() {
        return text("container.base").map(String::strip);
    }

    /**
     * What a container may do that tests run in; in any case of letters.
     *
     * @throws ConfigurationException if the value is none of those
     */
    public ContainerPrivileges containerPrivileges() {
        return choice("container.privileges", ContainerPrivileges.AUTO, "leave it out for auto");
    }

    /**
     * How long an image may take to be built or pulled.
     *
     * @throws ConfigurationException if the value is no whole number of seconds above 0
     */
    public Duration containerBuild() {
        return seconds("container.build", 900);
    }

    /** The QEMU that runs virtual machines: a name that is looked for in {@code PATH}, or a path. */
    public String vmQemu() {
        return text("vm.qemu").map(String::strip).orElse("qemu-system-x86_64");
    }

    /** The image of a kernel that is none of the cache's. */
    public Optional<Path> vmKernel() {
        return text("vm.kernel").map(String::strip).map(Path::of);
    }

    /** The folder with the files that virtual machines have as their own; if there is none, they have this machine's. */
    public Optional<Path> vmRoot() {
        return text("vm.root").map(String::strip).map(Path::of);
    }

    /**
     * The memory of a virtual machine, in MiB.
     *
     * @throws ConfigurationException if the value is no whole number from 256 to 999999
     */
    public int vmMemory() {
        String value = text("vm.memory").map(String::strip).orElse("2048");
        if (!value.matches("[1-9][0-9]{2,5}") || Integer.parseInt(value) < LEAST_MEMORY) {
            throw new ConfigurationException(new Problem(
                    "The setting \"" + PREFIX + "vm.memory\" is no size of memory",
                    value,
                    "a whole number of MiB, " + LEAST_MEMORY + " to 999999",
                    "correct the value, or leave it out for 2048 MiB"));
        }
        return Integer.parseInt(value);
    }

    /**
     * How many processors a virtual machine has; if not said, one if it is emulated, which is fastest then.
     *
     * @throws ConfigurationException if the value is no whole number from 1 to 64
     */
    public OptionalInt vmProcessors() {
        Optional<String> value = text("vm.processors").map(String::strip);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!value.get().matches("[1-9]|[1-5][0-9]|6[0-4]")) {
            throw new ConfigurationException(new Problem(
                    "The setting \"" + PREFIX + "vm.processors\" is no number of processors",
                    value.get(),
                    "a whole number, 1 to 64",
                    "correct the value, or leave it out"));
        }
        return OptionalInt.of(Integer.parseInt(value.get()));
    }

    /**
     * What virtual machines run by; in any case of letters.
     *
     * @throws ConfigurationException if the value is none of those
     */
    public VmAccelerator vmAccelerator() {
        return choice("vm.accelerator", VmAccelerator.AUTO, "leave it out for the fastest that works");
    }

    /**
     * How long a virtual machine may take to boot.
     *
     * @throws ConfigurationException if the value is no whole number of seconds above 0
     */
    public Duration vmBoot() {
        return seconds("vm.boot", 60);
    }

    /**
     * The folder for what failures leave.
     *
     * @param module the module's folder, which a relative setting is relative to
     */
    public Path reportFolder(Path module) {
        return module.resolve(text("report.dir").orElse("target/bpf-test"));
    }

    /**
     * Whether what tests see is to be approved: verdicts are written into files beside the tests instead of being compared.
     *
     * @throws ConfigurationException if the value is neither {@code true} nor {@code false}
     */
    public boolean approve() {
        return choice("approve", Answer.FALSE, "leave it out to compare") == Answer.TRUE;
    }

    /**
     * Whether what tests do is recorded, and a page made of it in the {@link #reportFolder}.
     *
     * @throws ConfigurationException if the value is neither {@code true} nor {@code false}
     */
    public boolean report() {
        return choice("report", Answer.TRUE, "leave it out for true") == Answer.TRUE;
    }

    /**
     * Whether C sources are compiled with coverage, and what programs reach of them is recorded beside the report.
     *
     * @throws ConfigurationException if the value is neither {@code true} nor {@code false}, or nothing is to be recorded at
     *     all
     */
    public boolean coverage() {
        boolean coverage = choice("coverage", Answer.FALSE, "leave it out for false") == Answer.TRUE;
        if (coverage && !report()) {
            throw new ConfigurationException(new Problem(
                    "The setting \"" + PREFIX + "coverage\" has nothing to record into",
                    PREFIX + "coverage=true beside " + PREFIX + "report=false",
                    "a report, which coverage is part of",
                    "leave out " + PREFIX + "report=false, or " + PREFIX + "coverage=true"));
        }
        return coverage;
    }

    /**
     * What at least tests have to reach of the BPF sources, in percent by measure: {@code lines}, {@code branches},
     * {@code functions}, {@code regions}; what has no minimum is not in it.
     *
     * @throws ConfigurationException if a value is no whole number from 0 to 100
     */
    public Map<String, Integer> coverageMinimums() {
        Map<String, Integer> minimums = new LinkedHashMap<>();
        for (String measure : MEASURES) {
            String key = "coverage.minimum." + measure;
            Optional<String> value = text(key).map(String::strip);
            if (value.isPresent() && !value.get().matches("[0-9]{1,2}|100")) {
                throw new ConfigurationException(new Problem(
                        "The setting \"" + PREFIX + key + "\" is no percentage",
                        value.get(),
                        "a whole number, 0 to 100",
                        "correct the value, or leave it out for no minimum"));
            }
            value.ifPresent(percent -> minimums.put(measure, Integer.valueOf(percent)));
        }
        return minimums;
    }

    private enum Answer {
        TRUE,
        FALSE
    }

    private <E extends Enum<E>> E choice(String key, E byDefault, String otherwise) {
        String value = text(key).map(String::strip).orElse(byDefault.name());
        E[] all = byDefault.getDeclaringClass().getEnumConstants();
        for (E known : all) {
            if (known.name().equalsIgnoreCase(value)) {
                return known;
            }
        }
        String names = Arrays.stream(all)
                .map(known -> known.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
        throw new ConfigurationException(new Problem(
                "The setting \"" + PREFIX + key + "\" has a value that is unknown",
                value,
                names,
                "correct the value, or " + otherwise));
    }

    private Duration seconds(String key, int byDefault) {
        String value = text(key).map(String::strip).orElse(String.valueOf(byDefault));
        if (!value.matches("[1-9][0-9]{0,5}")) {
            throw new ConfigurationException(new Problem(
                    "The setting \"" + PREFIX + key + "\" is no time",
                    value,
                    "a whole number of seconds, 1 to 999999",
                    "correct the value, or leave it out for " + byDefault + " s"));
        }
        return Duration.ofSeconds(Integer.parseInt(value));
    }

    private Optional<String> text(String key) {
        return lookup.apply(PREFIX + key).filter(value -> !value.isBlank());
    }

    private static Path defaultCacheFolder() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg != null && !xdg.isBlank() ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("bpf-test");
    }

    private static void checkKeys() {
        file().stringPropertyNames().forEach(Configuration::checkKey);
        System.getProperties().stringPropertyNames().forEach(Configuration::checkKey);
    }

    private static void checkKey(String key) {
        if (key.startsWith(PREFIX) && !KEYS.contains(key.substring(PREFIX.length()))) {
            String word = key.substring(PREFIX.length());
            String nearest = NearName.nearest(word, KEYS).orElseThrow();
            throw new ConfigurationException(new Problem(
                    "The setting \"" + key + "\" is unknown",
                    key,
                    "one of " + KEYS.stream().map(PREFIX::concat).toList(),
                    "did you mean \"" + PREFIX + nearest + "\"?"));
        }
    }

    private static Properties file() {
        Properties known = properties;
        if (known == null) {
            known = read();
            properties = known;
        }
        return known;
    }

    private static Properties read() {
        Properties read = new Properties();
        try (InputStream in = Configuration.class.getResourceAsStream("/junit-platform.properties")) {
            if (in != null) {
                read.load(in);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    new Problem(
                            "junit-platform.properties cannot be read",
                            String.valueOf(e.getMessage()),
                            "a file in the form that java.util.Properties reads",
                            "correct the file"),
                    e);
        }
        return read;
    }
}
