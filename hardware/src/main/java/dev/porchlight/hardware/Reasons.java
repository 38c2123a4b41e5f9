package dev.porchlight.hardware;

/** What an exception of a library says, in one short line. */
final class Reasons {

    private static final int MAX_CHARS = 300;

    private Reasons() {}

    static String of(Throwable e) {
        Throwable last = e;
        for (int depth = 0; last.getCause() != null && depth < 8; depth++) {
            last = last.getCause();
        }
        String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (last.getMessage() != null && !said.contains(last.getMessage())) {
            said += ": " + last.getMessage();
        }
        String line = said.replaceAll("\\s+", " ").strip();
        return line.length() <= MAX_CHARS ? line : line.substring(0, MAX_CHARS) + "…";
    }
}
