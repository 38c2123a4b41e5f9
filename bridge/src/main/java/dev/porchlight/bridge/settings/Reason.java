package dev.porchlight.bridge.settings;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;

/** Why a file would not do, in a few words; an IOException's own message is often the path alone. */
public final class Reason {

    private Reason() {}

    public static String of(IOException failure) {
        return switch (failure) {
            case AccessDeniedException e -> "permission denied";
            case NotDirectoryException e -> "not a directory";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        };
    }
}
