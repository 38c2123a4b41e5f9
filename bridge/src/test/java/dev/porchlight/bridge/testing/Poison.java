package dev.porchlight.bridge.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A Java agent for the packaged jar: has one method of it throw an {@link Error}, use up the memory, leak, never return, or
 * do nothing, from the moment a file appears. That is how a test sees the unmodified program with a fault that nothing from
 * outside can bring about.
 */
public final class Poison {

    /** Written into the trigger it has the JVM run out of memory, in earnest. */
    public static final String OUT_OF_MEMORY = "out of memory";

    /** Written into the trigger it has the method never return. */
    public static final String STUCK = "stuck";

    /** Written into the trigger it has a method that returns nothing return at once. */
    public static final String SKIP = "skip";

    /** Written into the trigger it has the method throw an exception that callers may be ready for, and no {@link Error}. */
    public static final String EXCEPTION = "exception";

    /** Written into the trigger: each call, but at most one a second, leaves heap, memory, a thread and a file behind. */
    public static final String LEAK = "leak";

    private static final int LEAKED_HEAP_BYTES = 150 * 1024;
    private static final int LEAKED_MEMORY_BYTES = 2 * 1024 * 1024;
    private static final long LEAK_EVERY_NANOS = 1_000_000_000L;
    private static final List<Object> LEAKED = new ArrayList<>();
    private static long lastLeak = System.nanoTime() - LEAK_EVERY_NANOS;

    private static volatile Path trigger;

    private Poison() {}

    /**
     * Builds the agent.
     *
     * @param directory where its jar goes
     * @param method e.g. {@code dev/porchlight/bridge/door/Wheel.advance}
     * @param trigger the file whose existence lets the method throw
     * @return the flag for the JVM
     */
    public static String flag(Path directory, String method, Path trigger) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Poison.class.getName());
        Path agent = directory.resolve("poison.jar");
        try (OutputStream file = Files.newOutputStream(agent);
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            for (Class<?> part : List.of(Poison.class, Transformer.class)) {
                String entry = part.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(entry));
                try (InputStream self = part.getClassLoader().getResourceAsStream(entry)) {
                    self.transferTo(jar);
                }
            }
        }
        return "-javaagent:" + agent + "=" + method + "," + trigger;
    }

    /** Called by the JVM. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        String[] parts = arguments.split(",", 2);
        int dot = parts[0].indexOf('.');
        String owner = parts[0].substring(0, dot);
        String method = parts[0].substring(dot + 1);
        trigger = Path.of(parts[1]);
        instrumentation.addTransformer(new Transformer(owner, method));
    }

    private record Transformer(String owner, String method) implements ClassFileTransformer {
        @Override
        public byte[] transform(
                ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
            if (!owner.equals(name)) {
                return null;
            }
            ClassFile classFile = ClassFile.of();
            return classFile.transformClass(classFile.parse(bytes), this::poison);
        }

        private void poison(ClassBuilder builder, ClassElement element) {
            if (element instanceof MethodModel candidate
                    && candidate.methodName().equalsString(method)) {
                boolean isVoid = candidate.methodType().stringValue().endsWith(")V");
                builder.transformMethod(candidate, MethodTransform.transformingCode(strikeFirst(isVoid)));
            } else {
                builder.with(element);
            }
        }

        private static CodeTransform strikeFirst(boolean isVoid) {
            AtomicBoolean begun = new AtomicBoolean();
            return (code, element) -> {
                if (begun.compareAndSet(false, true)) {
                    code.invokestatic(
                            ClassDesc.of(Poison.class.getName()),
                            "strike",
                            MethodTypeDesc.of(ConstantDescs.CD_boolean));
                    if (isVoid) {
                        code.ifThen(CodeBuilder::return_);
                    } else {
                        code.pop();
                    }
                }
                code.with(element);
            };
        }
    }

    /** Called by the poisoned method: does what the trigger says; whether the method is to return at once. */
    public static boolean strike() {
        if (!Files.exists(trigger)) {
            return false;
        }
        return switch (contentOf(trigger)) {
            case OUT_OF_MEMORY -> throw runOutOfMemory();
            case STUCK -> {
                while (true) {
                    LockSupport.park();
                }
            }
            case SKIP -> true;
            case EXCEPTION -> throw new IllegalStateException("poisoned by a test");
            case LEAK -> {
                leak();
                yield false;
            }
            default -> throw new LinkageError("poisoned by a test");
        };
    }

    private static IllegalStateException runOutOfMemory() {
        long[] tooMuch = new long[Integer.MAX_VALUE - 8];
        return new IllegalStateException("a heap of more than " + tooMuch.length * 8L + " bytes");
    }

    private static synchronized void leak() {
        if (System.nanoTime() - lastLeak < LEAK_EVERY_NANOS) {
            return;
        }
        lastLeak = System.nanoTime();
        LEAKED.add(new byte[LEAKED_HEAP_BYTES]);
        ByteBuffer memory = ByteBuffer.allocateDirect(LEAKED_MEMORY_BYTES);
        for (int at = 0; at < LEAKED_MEMORY_BYTES; at += 1024) {
            memory.put(at, (byte) 1);
        }
        LEAKED.add(memory);
        LEAKED.add(Thread.ofPlatform().daemon().name("leaked").start(LockSupport::park));
        try {
            LEAKED.add(Files.newInputStream(trigger));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
