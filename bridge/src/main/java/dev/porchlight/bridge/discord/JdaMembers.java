package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.guilds.MemberRequest;
import dev.porchlight.bridge.guilds.MemberRequests;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * Op 8 by JDA's own queue, so that all that one connection sends keeps within 120 in 60 s. JDA's timer thread is the one that
 * waits for the queue's lock. Any thread.
 */
final class JdaMembers implements MemberRequests {

    private final Supplier<JDA> jda;
    private final Executor timer;

    JdaMembers(Supplier<JDA> jda, Executor timer) {
        this.jda = jda;
        this.timer = timer;
    }

    @Override
    public void ask(MemberRequest request) {
        DataObject json = DataObject.empty()
                .put("guild_id", Long.toUnsignedString(request.guild()))
                .put("presences", true)
                .put("nonce", request.nonce());
        if (request.users().isEmpty()) {
            json.put("query", "").put("limit", 0);
        } else {
            json.put(
                    "user_ids",
                    DataArray.fromCollection(
                            request.users().stream().map(Long::toUnsignedString).toList()));
        }
        later(session -> JdaInside.requestMembers(session, json));
    }

    @Override
    public void forget(String nonce) {
        later(session -> JdaInside.cancelMembers(session, nonce));
    }

    private void later(Consumer<JDA> task) {
        try {
            timer.execute(() -> task.accept(jda.get()));
        } catch (RejectedExecutionException e) {
            // It has ended, and the next session begins anew.
        }
    }
}
