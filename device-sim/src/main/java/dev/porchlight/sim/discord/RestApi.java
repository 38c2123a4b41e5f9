package dev.porchlight.sim.discord;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** REST v10: finds the handler, asks for the token, and answers in Discord's shapes. Called under the world's lock. */
final class RestApi {
    private static final String PREFIX = "/api/v10/";
    private static final RestAnswer NOT_FOUND = RestAnswer.error(404, 0, "404: Not Found");

    private final World world;
    private final Routes routes = new Routes();

    RestApi(World world) {
        this.world = world;
        RestSelf.add(routes, world);
        RestGuilds.add(routes);
        RestMembers.add(routes);
        RestRoles.add(routes);
        RestBans.add(routes);
        RestChannels.add(routes);
        RestMessages.add(routes, world);
        RestReactions.add(routes);
        RestThreads.add(routes);
        RestEmojis.add(routes);
        RestCommands.add(routes);
        RestInteractions.add(routes);
    }

    /** Answers one request. */
    RestAnswer answer(RestRequest request) {
        return request.isBelow(PREFIX)
                ? answer(
                        request.method(),
                        segments(request.path()),
                        request.authorization(),
                        query(request.query()),
                        request.body(),
                        decode(request.auditLogReason()))
                : NOT_FOUND;
    }

    /** Notes a request down, whoever answered it. */
    void note(RestRequest request, int status) {
        world.restLog.add(
                new RestCall(
                        request.method(),
                        String.join("/", segments(request.path())),
                        query(request.query()),
                        request.body().json() == null
                                ? Map.of()
                                : request.body().json(),
                        request.body().files(),
                        decode(request.auditLogReason()),
                        status),
                request.body().jsonChars());
    }

    private RestAnswer answer(
            String method,
            List<String> path,
            String authorization,
            Map<String, String> query,
            RestBody body,
            String reason) {
        if (!routes.isOpen(path) && !world.access.authorises(authorization)) {
            return RestAnswer.error(401, 0, "401: Unauthorized");
        }
        Optional<Routes.Match> match = routes.find(method, path);
        if (match.isEmpty()) {
            return routes.knows(path) ? RestAnswer.error(405, 0, "405: Method Not Allowed") : NOT_FOUND;
        }
        if (body.tooLarge()) {
            return RestAnswer.error(413, 40_005, "Request entity too large");
        }
        if (body.json() == null) {
            return RestAnswer.error(400, 50_109, "The request body contains invalid JSON.");
        }
        try {
            return match.get().handler().answer(new Call(world, match.get().parameters(), query, body, reason));
        } catch (RestError refused) {
            return refused.answer();
        }
    }

    static List<String> segments(String path) {
        String below = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
        List<String> segments = new ArrayList<>();
        for (String segment : below.split("/", -1)) {
            segments.add(decode(segment));
        }
        return segments;
    }

    private static Map<String, String> query(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query.split("&", -1)) {
            String[] nameAndValue = parameter.split("=", 2);
            if (nameAndValue.length == 2) {
                parameters.put(decode(nameAndValue[0]), decode(nameAndValue[1]));
            }
        }
        return parameters;
    }

    /** Percent escapes, of which a plus sign is none here; what is no escape stays as it is. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
