package dev.porchlight.bridge.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A Java agent for the packaged jar: has one method of it throw an {@link Error} from the moment a file appears. That is
 * how a test sees the unmodified program with a fault that nothing from outside can bring about.
 */
public final class Poison {

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
        String entry = Poison.class.getName().replace('.', '/') + ".class";
        Path agent = directory.resolve("poison.jar");
        try (OutputStream file = Files.newOutputStream(agent);
                JarOutputStream jar = new JarOutputStream(file, manifest);
                InputStream self = Poison.class.getClassLoader().getResourceAsStream(entry)) {
            jar.putNextEntry(new JarEntry(entry));
            self.transferTo(jar);
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
        CodeTransform strikeFirst = CodeTransform.ofStateful(() -> new CodeTransform() {
            @Override
            public void atStart(CodeBuilder code) {
                code.invokestatic(
                        ClassDesc.of(Poison.class.getName()), "strike", MethodTypeDesc.of(ConstantDescs.CD_void));
            }

            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                code.with(element);
            }
        });
        ClassTransform transform = ClassTransform.transformingMethodBodies(
                candidate -> candidate.methodName().equalsString(method), strikeFirst);
        instrumentation.addTransformer(new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
                if (!owner.equals(name)) {
                    return null;
                }
                ClassFile classFile = ClassFile.of();
                return classFile.transformClass(classFile.parse(bytes), transform);
            }
        });
    }

    /** Called by the poisoned method. */
    public static void strike() {
        if (Files.exists(trigger)) {
            throw new LinkageError("poisoned by a test");
        }
    }
}
