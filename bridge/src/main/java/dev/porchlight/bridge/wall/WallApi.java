package dev.porchlight.bridge.wall;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.ErrorWriter;
import dev.porchlight.bridge.door.Handler;
import dev.porchlight.bridge.door.Request;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.tokens.Guard;
import dev.porchlight.bridge.tokens.Scope;
import dev.porchlight.bridge.tokens.TokenInfo;
import dev.porchlight.hardware.OutputState;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * {@code GET /api/v1/wall}, {@code GET} and {@code POST /api/v1/wall/NAME}. Who looks needs an admin token or sits at this
 * machine, since rules tell who is where; who switches needs the token. On the requests' virtual threads.
 */
public final class WallApi {

    /** {@code {"on":true,"for":"10m"}} has 24 bytes. */
    private static final int BODY_BYTES = 1_024;

    /** Far more than the home loop takes for a turn; less than the door gives a handler. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private static final String PATH = "/api/v1/wall";
    private static final JSON WRITER = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private final Wall wall;
    private final Guard guard;

    public WallApi(Wall wall, Guard guard) {
        this.wall = wall;
        this.guard = guard;
    }

    public void register(Routes routes) {
        routes.get(PATH, readable(request -> all()));
        routes.below(PATH, BODY_BYTES, readable(this::one), guard.needs(Scope.ADMIN, this::turn));
    }

    private Handler readable(Handler handler) {
        Handler guarded = guard.needs(Scope.ADMIN, (request, token) -> handler.handle(request));
        return request -> request.fromThisMachine() ? handler.handle(request) : guarded.handle(request);
    }

    private Answer all() throws IOException, InterruptedException {
        return answered(wall.views(), views -> {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("provider", wall.provider());
            body.put("outputs", views.stream().map(describer()).toList());
            return body;
        });
    }

    private Answer one(Request request) throws IOException, InterruptedException {
        String name = nameIn(request);
        return wall.names().contains(name) ? answered(wall.views(), views -> only(name, views)) : noSuchOutput();
    }

    private Answer turn(Request request, TokenInfo token) throws IOException, InterruptedException {
        String name = nameIn(request);
        if (!wall.names().contains(name)) {
            return noSuchOutput();
        }
        Switching wish;
        try {
            wish = Switching.parse(request.body());
        } catch (IllegalArgumentException e) {
            return error(400, "bad_body", e.getMessage());
        }
        Action action = new Action.Turn(name, wish.on(), wish.time());
        return answered(wall.act(action, "token " + token.id()), views -> only(name, views));
    }

    private Map<String, Object> only(String name, List<OutputView> views) {
        return views.stream()
                .filter(view -> view.name().equals(name))
                .map(describer())
                .findFirst()
                .orElseThrow();
    }

    private Answer answered(
            CompletableFuture<List<OutputView>> views, Function<List<OutputView>, Map<String, Object>> body)
            throws IOException, InterruptedException {
        try {
            List<OutputView> all = views.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return Answer.json(200, WRITER.asString(body.apply(all)) + "\n");
        } catch (ExecutionException | TimeoutException e) {
            return error(503, "busy", "The bridge has too much to do; try again in a moment");
        }
    }

    /** What is to be beside what is: a relay that must rest changes later, and a pin may not do as it is told. */
    private Function<OutputView, Map<String, Object>> describer() {
        Map<String, OutputState> states = new HashMap<>();
        wall.states().forEach(state -> states.put(state.name(), state));
        return view -> {
            OutputState state = states.get(view.name());
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", view.name());
            fields.put("pin", state.pin().bcm());
            fields.put("on", state.on());
            fields.put("pattern", OutputKeys.word(state.pattern()));
            fields.put("wanted", view.shown().on());
            fields.put("rule", view.rule().orElse(null));
            fields.put("ruleOn", view.ruleOn());
            fields.put("stale", view.stale());
            fields.put("by", view.byHand() ? "hand" : "rule");
            fields.put("until", view.until().map(Object::toString).orElse(null));
            fields.put("degraded", state.degraded().orElse(null));
            return fields;
        };
    }

    private static String nameIn(Request request) {
        return request.path().substring(PATH.length() + 1);
    }

    private Answer noSuchOutput() {
        return error(404, "no_such_output", "There is no such output; there are " + String.join(", ", wall.names()));
    }

    private static Answer error(int status, String code, String message) {
        return ErrorWriter.STANDARD.write(status, code, message);
    }
}
