package io.bpftest.engine.cgroup;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.engine.kernel.ObjectId;
import io.bpftest.engine.place.CallingPlace;
import io.bpftest.engine.place.PlaceThreads;
import io.bpftest.error.CgroupException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.CgroupAttachMode;
import io.bpftest.lab.CgroupHook;
import io.bpftest.lab.EffectiveProgram;
import io.bpftest.lab.HostCode;
import io.bpftest.program.CgroupProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A group of the kernel that this JVM runs on. */
public final class LocalCgroup extends CallingPlace implements Cgroup {

    private final @Nullable LocalCgroup around;
    private final Path path;
    private final Lifetime lifetime;
    private final PlaceThreads threads;

    private LocalCgroup(@Nullable LocalCgroup around, Path path) {
        this.around = around;
        this.path = path;
        this.lifetime = new Lifetime("The " + title());
        this.threads = new PlaceThreads(
                title(), () -> move(path), () -> move(HomeGroup.get().path()));
    }

    /**
     * Makes a group.
     *
     * @throws CgroupException if that cannot be done; says who forbids it
     */
    public static LocalCgroup make() {
        HomeGroup home = HomeGroup.get();
        return new LocalCgroup(null, home.newGroup(home.path()));
    }

    /** Takes the calling thread to a group. */
    private static void move(Path group) {
        try {
            GroupFiles.write(group, GroupFiles.THREADS, GroupFiles.MYSELF);
        } catch (IOException e) {
            throw new CgroupException(
                    new Problem(
                            "A thread cannot enter the group " + group.getFileName(),
                            e.toString(),
                            "a group of this JVM's, which is still in its home " + group.getParent(),
                            "leave the JVM in the group that bpf-test took it to"),
                    e);
        }
    }

    @Override
    public String name() {
        return Objects.toString(path.getFileName());
    }

    @Override
    public String title() {
        return "cgroup " + Objects.toString(path.getFileName());
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public long id() {
        lifetime.check();
        try {
            return (Long) Files.getAttribute(path, "unix:ino");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Cgroup child() {
        lifetime.check();
        return contents().add(new LocalCgroup(this, HomeGroup.get().newGroup(path)));
    }

    @Override
    public <T extends @Nullable Object> T call(Duration limit, HostCode<T> code) {
        lifetime.check();
        return threads.call(limit, code);
    }

    @Override
    public List<Attachment> deciding() {
        return attachments();
    }

    @Override
    public Attachment attach(CgroupProgram program, CgroupAttachMode mode) {
        return attachAt(program, FittingHook.of(program.info()), mode);
    }

    @Override
    public Attachment attach(CgroupProgram program, CgroupHook hook, CgroupAttachMode mode) {
        FittingHook.check(program.info(), hook);
        return attachAt(program, hook, mode);
    }

    private Attachment attachAt(CgroupProgram program, CgroupHook hook, CgroupAttachMode mode) {
        lifetime.check();
        return contents().add(GroupAttachment.make(name(), path, program, hook, mode));
    }

    @Override
    public List<Attachment> attachments() {
        List<Attachment> all = new ArrayList<>(around == null ? List.of() : around.attachments());
        contents().of(Attachment.class).stream().filter(Attachment::isAttached).forEach(all::add);
        return all;
    }

    @Override
    public List<EffectiveProgram> effective(CgroupHook hook) {
        lifetime.check();
        GroupHooks.Found found = GroupHooks.effective(path, hook);
        if (found.error() < 0) {
            throw new FeatureMissingException(new Problem(
                    "The kernel does not tell the programs at " + hook.section() + " of " + title(),
                    Errno.text(found.error()) + " from Linux " + Kernel.release(),
                    "a kernel with " + hook.attachType() + ", and CAP_NET_ADMIN",
                    "use a newer kernel, or run as root"));
        }
        return found.programs().stream().map(this::effective).toList();
    }

    private EffectiveProgram effective(int id) {
        Optional<GroupAttachment> own = attachments().stream()
                .filter(GroupAttachment.class::isInstance)
                .map(GroupAttachment.class::cast)
                .filter(attachment -> attachment.id() == id)
                .findFirst();
        String name =
                own.map(attachment -> attachment.program().info().name()).orElseGet(() -> ObjectId.nameOfProgram(id));
        return new EffectiveProgram(id, name, own.map(Attachment::program));
    }

    @Override
    public Checkpoint checkpoint() {
        lifetime.check();
        Runnable contentsThen = contents().checkpoint();
        List<ProcessHandle> processesThen = GroupProcesses.of(path);
        List<Checkpoint> within = contents().of(LocalCgroup.class).stream()
                .filter(child -> !child.lifetime.hasEnded())
                .map(LocalCgroup::checkpoint)
                .toList();
        return () -> {
            try {
                threads.end();
            } finally {
                GroupProcesses.end(path, processesThen);
                contentsThen.run();
                within.forEach(Checkpoint::restore);
            }
        };
    }

    @Override
    public void close() {
        if (!lifetime.end()) {
            return;
        }
        try {
            threads.end();
        } finally {
            contents().close();
            remove();
        }
    }

    /** Takes away what is in the group still, and then the group. */
    private void remove() {
        try {
            GroupRemoval.remove(path, HomeGroup.get().path());
        } catch (IOException e) {
            throw new CgroupException(
                    new Problem(
                            "The " + title() + " cannot be removed",
                            e.toString(),
                            "a group without processes, or groups within it",
                            "end what the test started there; the next JVM that makes a group removes it"),
                    e);
        }
    }

    @Override
    public String toString() {
        return title();
    }
}
