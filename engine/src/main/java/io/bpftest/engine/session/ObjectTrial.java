package io.bpftest.engine.session;

import io.bpftest.engine.object.NativeMap;
import io.bpftest.engine.object.NativeObject;
import io.bpftest.engine.object.NativeProgram;
import io.bpftest.engine.object.ObjectImage;
import io.bpftest.engine.object.ObjectLinker;
import io.bpftest.engine.object.ObjectLoader;
import io.bpftest.engine.trial.Trial;
import io.bpftest.engine.trial.TrialServer;
import io.bpftest.error.BpfException;
import io.bpftest.map.MapInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Does to an object what this engine does to objects: the same code opens it, reads it and loads it, so that what harms
 * the one process harms the other.
 *
 * <p>A program is loaded alone where all together are refused, because a test may load it alone. Without privileges
 * loading ends before it begins, here as well as there.
 */
final class ObjectTrial implements Trial {

    /** Enough for any map kind to be created, and too little for damage to use up the machine's memory. */
    private static final int MOST_BYTES = 1 << 24;

    private static final int MOST_ENTRIES = 4096;

    /** The main class of the process that may die. */
    public static void main(String[] arguments) {
        TrialServer.serve(new ObjectTrial());
    }

    @Override
    public void run(String name, byte[] object, Consumer<String> step) {
        if (ObjectBundle.is(object)) {
            List<ObjectLinker.Input> inputs = ObjectBundle.of(object).inputs();
            step.accept("its functions were compared");
            compare(inputs);
            step.accept("libbpf linked it");
            tryObject(name, ObjectLinker.link(inputs), step);
        } else {
            tryObject(name, object, step);
        }
    }

    /** What is linked without being compared first is not refused for it. */
    private static void compare(List<ObjectLinker.Input> inputs) {
        try {
            new MockCheck(Path.of(""), inputs).run();
        } catch (BpfException e) {
            return;
        }
    }

    private static void tryObject(String name, byte[] object, Consumer<String> step) {
        step.accept("libbpf opened it");
        ObjectImage image = new ObjectImage(name, object);
        ObjectLoader.open(image).close();
        step.accept("its types were read");
        List<String> programs = List.copyOf(ObjectModel.read(image).programs().keySet());
        step.accept("libbpf loaded it");
        if (load(image, program -> true)) {
            return;
        }
        for (int i = 0; i < programs.size(); i++) {
            int only = i;
            step.accept("libbpf loaded its program \"" + programs.get(i) + "\"");
            load(image, program -> program == only);
        }
    }

    private static boolean load(ObjectImage image, IntPredicate wanted) {
        NativeObject loaded =
                ObjectLoader.load(image, object -> prepare(object, wanted)).object();
        if (loaded == null) {
            return false;
        }
        loaded.close();
        return true;
    }

    private static void prepare(NativeObject object, IntPredicate wanted) {
        for (NativeMap map : object.maps()) {
            // What is pinned belongs to somebody else.
            map.unpin();
            MapInfo info = map.info();
            long bytes = Integer.toUnsignedLong(info.valueSize()) * Integer.toUnsignedLong(info.maxEntries());
            if (bytes > MOST_BYTES || Integer.compareUnsigned(info.maxEntries(), MOST_ENTRIES) > 0) {
                map.maxEntries((int) Math.max(
                        1, Math.min(MOST_ENTRIES, MOST_BYTES / Math.max(1, Integer.toUnsignedLong(info.valueSize())))));
            }
        }
        List<NativeProgram> programs = object.programs();
        for (int i = 0; i < programs.size(); i++) {
            programs.get(i).autoload(wanted.test(i));
        }
    }
}
