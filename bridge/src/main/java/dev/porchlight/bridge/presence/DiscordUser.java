package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.presence.JsonSource.Piece;
import java.io.IOException;

/**
 * The user object as Discord sent it, and beside it what a page would have to work out: {@code avatar_url},
 * {@code display_name}, {@code public_flag_names}, {@code primary_guild.badge_url} and
 * {@code avatar_decoration_data.avatar_decoration_url}. What pages look at is always there, null where there is none. For
 * one thread.
 */
final class DiscordUser {

    /** What is there although Discord left it out, and what it is then. */
    private static final String[][] ALWAYS = {
        {"username", "null"},
        {"global_name", "null"},
        {"discriminator", "\"0\""},
        {"avatar", "null"},
        {"public_flags", "0"},
        {"avatar_decoration_data", "null"},
        {"primary_guild", "null"},
        {"collectibles", "null"},
        {"display_name_styles", "null"}
    };

    private final JsonSource source;
    private final boolean[] seen = new boolean[ALWAYS.length];
    private boolean hasId;
    private Piece username;
    private Piece globalName;
    private String avatar;
    private String discriminator;
    private long flags;

    /** Of the {@code primary_guild}. */
    private static final class Tag {
        private String guild;
        private String badge;
        private boolean shown = true;
    }

    private DiscordUser(byte[] json) throws IOException {
        this.source = new JsonSource(json);
    }

    /**
     * Writes the object.
     *
     * @param json the user object, UTF-8
     * @throws IOException when it is not JSON
     */
    static void write(long id, byte[] json, DocumentWriter out) throws IOException {
        DiscordUser user = new DiscordUser(json);
        try (JsonSource source = user.source) {
            source.begin();
            int end = source.object(user::field);
            source.write(end, out);
            out.add(source.isEmpty(end) ? "" : ",");
            user.writeRest(id, out);
        }
    }

    private void field(String name) throws IOException {
        for (int i = 0; i < ALWAYS.length; i++) {
            seen[i] |= name.equals(ALWAYS[i][0]);
        }
        switch (name) {
            case "id" -> hasId = source.id() != null;
            case "username" -> username = source.filledText();
            case "global_name" -> globalName = source.filledText();
            case "avatar" -> avatar = source.text();
            case "discriminator" -> discriminator = source.text();
            case "public_flags" -> flags = source.number();
            case "avatar_decoration_data" -> decoration();
            case "primary_guild" -> guild();
            default -> source.pass();
        }
    }

    private void decoration() throws IOException {
        if (!source.isObject()) {
            return;
        }
        String[] asset = new String[1];
        int end = source.object(name -> {
            if (name.equals("asset")) {
                asset[0] = source.text();
            }
        });
        source.add(end, "avatar_decoration_url", DocumentWriter.quoted(CdnUrl.decoration(asset[0])));
    }

    /** Whoever has a guild tag and does not show it, shows none here either. */
    private void guild() throws IOException {
        if (!source.isObject()) {
            return;
        }
        int start = source.start();
        Tag tag = new Tag();
        int end = source.object(name -> {
            switch (name) {
                case "identity_guild_id" -> tag.guild = source.id();
                case "badge" -> tag.badge = source.text();
                case "identity_enabled" -> tag.shown = source.isTrue();
                default -> source.pass();
            }
        });
        if (tag.shown && tag.guild != null) {
            source.add(end, "badge_url", DocumentWriter.quoted(CdnUrl.badge(tag.guild, tag.badge)));
        } else {
            source.remove(new Piece(start, end + 1));
        }
    }

    /** Everything after Discord's own, with the closing brace. */
    private void writeRest(long id, DocumentWriter out) {
        if (!hasId) {
            out.add("\"id\":\"").add(Long.toUnsignedString(id)).add("\",");
        }
        for (int i = 0; i < ALWAYS.length; i++) {
            if (!seen[i]) {
                out.add("\"").add(ALWAYS[i][0]).add("\":").add(ALWAYS[i][1]).add(",");
            }
        }
        out.add("\"display_name\":");
        source.write(globalName == null ? username : globalName, out);
        out.add(",\"avatar_url\":\"").add(CdnUrl.avatar(id, avatar, discriminator));
        out.add("\",\"public_flag_names\":").add(UserFlag.names(flags)).add("}");
    }
}
