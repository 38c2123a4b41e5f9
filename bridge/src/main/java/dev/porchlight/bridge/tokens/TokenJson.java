package dev.porchlight.bridge.tokens;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.door.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The content of {@code tokens.json}:
 *
 * <pre>
 * {"schema":1,"tokens":[{"id":"3f9a1c2e","hash":"…64 hexadecimal digits…","scopes":["admin"],"label":"kitchen",
 *   "created":"2026-11-20T16:20:00Z","expires":null}]}
 * </pre>
 *
 * Strict, since a rewrite must not drop what it did not understand: a field or scope more is another schema.
 */
final class TokenJson {

    /** Raised whenever the form changes; a Porchlight that reads a higher one than its own keeps its hands off. */
    static final int SCHEMA = 1;

    static final int MAX_TOKENS = 1_000;
    static final int MAX_LABEL = 64;

    private static final Set<String> FIELDS = Set.of("id", "hash", "scopes", "label", "created", "expires");

    /** The message says what is wrong and quotes nothing. */
    static final class Damaged extends Exception {
        private static final long serialVersionUID = 1;

        Damaged(String what) {
            super(what);
        }
    }

    /** Of a Porchlight that came after this one. */
    static final class Newer extends Exception {
        private static final long serialVersionUID = 1;

        private final long schema;

        Newer(long schema) {
            super("schema " + schema);
            this.schema = schema;
        }

        long schema() {
            return schema;
        }
    }

    private TokenJson() {}

    static byte[] write(List<StoredToken> tokens) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (StoredToken token : tokens) {
            TokenInfo info = token.info();
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", info.id());
            one.put("hash", token.hash());
            one.put("scopes", info.scopes().stream().map(Scope::word).sorted().toList());
            one.put("label", info.label());
            one.put("created", info.created().toString());
            one.put("expires", info.expires().map(Instant::toString).orElse(null));
            list.add(one);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("schema", SCHEMA);
        all.put("tokens", list);
        try {
            String text = JSON.std
                    .with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
                    .asString(all);
            return (text + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<StoredToken> read(byte[] bytes) throws Damaged, Newer {
        Map<String, Object> all;
        try {
            all = JsonObject.read(bytes);
        } catch (IOException e) {
            throw new Damaged("no JSON object"); // its message would quote the file
        }
        if (!(all.get("schema") instanceof Number schema) || schema.doubleValue() != schema.longValue()) {
            throw new Damaged("no schema number");
        }
        if (schema.longValue() > SCHEMA) {
            throw new Newer(schema.longValue());
        }
        if (schema.longValue() < 1 || !(all.get("tokens") instanceof List<?> list) || all.size() != 2) {
            throw new Damaged("not the fields of schema " + SCHEMA);
        }
        if (list.size() > MAX_TOKENS) {
            throw new Damaged("more than " + MAX_TOKENS + " tokens");
        }
        List<StoredToken> tokens = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Object one : list) {
            int number = tokens.size() + 1;
            try {
                tokens.add(token((Map<?, ?>) one));
            } catch (ClassCastException | NullPointerException | IllegalArgumentException | DateTimeException e) {
                throw new Damaged("token " + number + " of " + list.size() + " makes no sense");
            }
            if (!ids.add(tokens.getLast().info().id())) {
                throw new Damaged("token " + number + " of " + list.size() + " has the id of another");
            }
        }
        return List.copyOf(tokens);
    }

    private static StoredToken token(Map<?, ?> json) {
        require(json.keySet().equals(FIELDS));
        Set<Scope> scopes = new LinkedHashSet<>();
        for (Object word : (List<?>) json.get("scopes")) {
            scopes.add(Scope.of((String) word).orElseThrow(IllegalArgumentException::new));
        }
        String id = (String) json.get("id");
        String label = (String) json.get("label");
        String hash = (String) json.get("hash");
        require(id.matches("[0-9a-f]{8}") && hash.matches("[0-9a-f]{" + StoredToken.HASH_DIGITS + "}"));

        require(isLabel(label));
        String expires = (String) json.get("expires");
        return new StoredToken(
                new TokenInfo(
                        id,
                        scopes,
                        label,
                        Instant.parse((String) json.get("created")),
                        Optional.ofNullable(expires).map(Instant::parse)),
                hash);
    }

    /** At most {@value #MAX_LABEL} characters on one line. */
    static boolean isLabel(String label) {
        return label.length() <= MAX_LABEL && label.chars().noneMatch(Character::isISOControl);
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException();
        }
    }
}
