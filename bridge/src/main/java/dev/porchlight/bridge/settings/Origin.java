package dev.porchlight.bridge.settings;

/** Where a value was written: a source, and for a file the line (from 1; 0 = no line). */
public record Origin(String source, int line) {

    static final Origin DEFAULT = new Origin("default", 0);
    static final Origin ENVIRONMENT = new Origin("environment", 0);

    static Origin of(String file, int line) {
        return new Origin(file, line);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + " line " + line;
    }
}
