package dev.porchlight.sim.discord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What makes a channel a thread. Guarded by the world's lock. */
final class ThreadState {
    private static final int DEFAULT_ARCHIVE_MINUTES = 4_320;

    final SimChannel parent;
    final SimUser owner;
    /** When each member joined, by user id. */
    final Map<Long, String> joined = new LinkedHashMap<>();

    private final String created = Times.now();
    private String archiveChanged = created;
    private boolean archived;
    private boolean locked;
    private boolean invitable = true;
    private int autoArchiveMinutes = DEFAULT_ARCHIVE_MINUTES;
    int messageCount;
    int totalSent;

    ThreadState(SimChannel parent, SimUser owner) {
        this.parent = parent;
        this.owner = owner;
    }

    void merge(Map<String, Object> body) {
        if (body.get("archived") instanceof Boolean now && now != archived) {
            archived = now;
            archiveChanged = Times.now();
        }
        if (body.get("locked") instanceof Boolean now) {
            locked = now;
        }
        if (body.get("invitable") instanceof Boolean now) {
            invitable = now;
        }
        if (body.get("auto_archive_duration") instanceof Number minutes) {
            autoArchiveMinutes = minutes.intValue();
        }
    }

    boolean isArchived() {
        return archived;
    }

    boolean isLocked() {
        return locked;
    }

    /** When it was archived, ISO 8601. */
    String archivedAt() {
        return archiveChanged;
    }

    Map<String, Object> json(SimChannel thread) {
        Map<String, Object> metadata = Json.object(
                "archived",
                archived,
                "archive_timestamp",
                archiveChanged,
                "auto_archive_duration",
                autoArchiveMinutes,
                "locked",
                locked,
                "create_timestamp",
                created);
        if (thread.kind() == SimChannel.Kind.PRIVATE_THREAD) {
            metadata.put("invitable", invitable);
        }
        Map<String, Object> json = Json.object(
                "id",
                Json.id(thread.id()),
                "guild_id",
                Json.id(thread.guild().id()),
                "parent_id",
                Json.id(parent.id()),
                "owner_id",
                Json.id(owner.id()),
                "type",
                thread.kind().number(),
                "last_message_id",
                Json.id(thread.chat().lastId()),
                "message_count",
                messageCount,
                "total_message_sent",
                totalSent,
                "member_count",
                joined.size(),
                "thread_metadata",
                metadata);
        json.putAll(Json.object("rate_limit_per_user", 0, "flags", 0, "applied_tags", List.of()));
        json.putAll(thread.settings);
        return json;
    }

    Map<String, Object> memberJson(SimChannel thread, long userId) {
        return Json.object(
                "id",
                Json.id(thread.id()),
                "user_id",
                Json.id(userId),
                "join_timestamp",
                joined.get(userId),
                "flags",
                1);
    }
}
