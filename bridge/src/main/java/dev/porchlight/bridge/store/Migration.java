package dev.porchlight.bridge.store;

/** Brings a table's content from one schema to the next. On the store's thread, in one change with the schema's number. */
@FunctionalInterface
public interface Migration {

    /** Reads what the older schema wrote, and leaves what the newer one wants; what it throws stops the start. */
    void migrate(Table table);
}
