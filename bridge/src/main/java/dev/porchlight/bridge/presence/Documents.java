package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.guilds.Person;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The documents of the people who were asked for last, so that one who is polled costs next to nothing. A {@link Person} never
 * changes, another one takes their place: the same object has the same document. Any thread, without a lock; two that ask at
 * once may both make it.
 *
 * <p>Bound: {@value #PLACES} documents of at most {@value #KEPT_BYTES} bytes; each person has one place, and there whoever was
 * asked for last.
 */
final class Documents {

    private static final int PLACE_BITS = 7;
    private static final int PLACES = 1 << PLACE_BITS;
    private static final int KEPT_BYTES = 8 * 1_024;
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L; // spreads ids, whose low bits are much the same

    private record Kept(Person person, Document document) {}

    private final AtomicReferenceArray<Kept> places = new AtomicReferenceArray<>(PLACES);

    /** The document if it is kept, else null. */
    Document find(Person person) {
        Kept kept = places.get(place(person));
        return kept != null && kept.person == person ? kept.document : null;
    }

    /** Makes the document and keeps it. */
    Document make(Person person) {
        DocumentWriter out = TetherDocument.writer(person);
        TetherDocument.write(person, out);
        Document document = new Document(out.add("\n").toBytes());
        if (out.length() <= KEPT_BYTES) {
            places.set(place(person), new Kept(person, document));
        }
        return document;
    }

    private static int place(Person person) {
        return (int) ((person.id() * GOLDEN_RATIO) >>> (Long.SIZE - PLACE_BITS));
    }
}
