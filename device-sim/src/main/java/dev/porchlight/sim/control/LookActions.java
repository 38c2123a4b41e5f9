package dev.porchlight.sim.control;

import java.util.List;
import java.util.Map;

/** What there is to look at. */
final class LookActions {
    private LookActions() {}

    static List<Action> all() {
        return List.of(
                Action.get("state", "Where everything is: URLs, token, guilds, who is in voice, boards, counts.")
                        .answers((stage, a) -> Look.state(stage)),
                Action.get("guilds/{guild}", "A guild, its channels, and who is in voice where.")
                        .answers((stage, a) -> Look.guild(stage.guild(a))),
                Action.get("users", "Everyone, with ids.").answers((stage, a) -> Map.of("users", Look.users(stage))),
                Action.get("users/{user}", "Somebody, with the nickname and the roles in each guild.")
                        .answers((stage, a) -> Look.user(stage, stage.user(a))),
                Action.get("boards", "Every board.").answers((stage, a) -> Map.of("boards", Look.boards(stage))),
                Action.get("boards/{board}", "A board: LED, connection, what it received.")
                        .answers((stage, a) -> Look.board(a.text("board"), stage.board(a))),
                Action.get("gateway", "Sessions, identifies, resumes, and the newest IDENTIFY without its token.")
                        .answers((stage, a) -> Look.gateway(stage.discord())),
                Action.get("gateway/requests", "Ops 3, 4, 8 and 31 as clients sent them, oldest first.")
                        .answers((stage, a) -> Map.of("requests", Look.requests(stage.discord()))),
                Action.get("rest/requests", "REST requests and how they were answered, oldest first.")
                        .answers((stage, a) -> Map.of("requests", Look.restRequests(stage.discord()))));
    }
}
