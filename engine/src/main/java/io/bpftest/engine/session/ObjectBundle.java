package io.bpftest.engine.session;

import io.bpftest.engine.object.ObjectLinker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Objects that are to be linked, as one array of bytes: so they go to the process that tries them first. */
record ObjectBundle(List<ObjectLinker.Input> inputs) {

    /** No object begins so. */
    private static final byte[] MAGIC = "bpf-test bundle\n".getBytes(StandardCharsets.US_ASCII);

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.writeInt(inputs.size());
            for (ObjectLinker.Input input : inputs) {
                out.writeUTF(input.name());
                out.writeInt(input.bytes().length);
                out.write(input.bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Tells whether bytes are those of a bundle. */
    static boolean is(byte[] bytes) {
        return bytes.length > MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    static ObjectBundle of(byte[] bytes) {
        List<ObjectLinker.Input> inputs = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.skipNBytes(MAGIC.length);
            for (int left = in.readInt(); left > 0; left--) {
                inputs.add(new ObjectLinker.Input(in.readUTF(), in.readNBytes(in.readInt())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ObjectBundle(inputs);
    }
}
