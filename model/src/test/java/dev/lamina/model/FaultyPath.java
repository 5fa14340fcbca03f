package dev.lamina.model;

import java.io.File;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path of a {@link FaultyFileSystem}: does what the machine's own does, and gives such paths again. */
record FaultyPath(FaultyFileSystem files, Path path) implements InvocationHandler {
    static Path of(FaultyFileSystem files, Path path) {
        return (Path) Proxy.newProxyInstance(
                FaultyPath.class.getClassLoader(), new Class<?>[] {Path.class}, new FaultyPath(files, path));
    }

    /** The machine's own path. */
    static Path real(Path path) {
        return Proxy.isProxyClass(path.getClass()) && Proxy.getInvocationHandler(path) instanceof FaultyPath faulty
                ? faulty.path
                : path;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "getFileSystem" -> {
                return files;
            }
            case "toFile" -> {
                return new File(path.toString());
            }
            case "iterator" -> {
                List<Path> names = new ArrayList<>();
                path.forEach(name -> names.add(of(files, name)));
                return names.iterator();
            }
            default -> {
                Object[] own = arguments == null
                        ? new Object[0]
                        : Arrays.stream(arguments)
                                .map(each -> each instanceof Path other ? real(other) : each)
                                .toArray();
                try {
                    Object result = method.invoke(path, own);
                    return result instanceof Path other ? of(files, other) : result;
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            }
        }
    }
}
