package dev.porchlight.bridge.devices;

import dev.porchlight.bridge.door.Admission;
import dev.porchlight.bridge.door.AuthLimit;
import dev.porchlight.bridge.door.DoorLoop;
import dev.porchlight.bridge.door.Endpoint;
import dev.porchlight.bridge.door.Request;
import dev.porchlight.bridge.door.SocketLimits;
import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.HomeLoop;
import dev.porchlight.bridge.home.Rule;
import dev.porchlight.bridge.home.RuleSyntaxException;
import dev.porchlight.bridge.home.Signal;
import dev.porchlight.bridge.log.Log;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The endpoint {@code /ws}: lets boards in and sorts them by what they show. Door loop only, but for
 * {@link #counts()} and {@link #homeSettled()}.
 *
 * <p>Invariant: a group exists while a board of it is connected, and no longer than home needs to take its rule back.
 */
public final class Boards implements Endpoint {

    private static final Log LOG = Log.of("devices");
    private static final Shown VOICE = new Shown(Shown.VOICE, Duration.ZERO);

    /** Facts §2.1 and §2.2: 15 s is what stock boards were made with; one frame of 3 bytes is all that ever waits. */
    private static final SocketLimits LIMITS =
            new SocketLimits(Board.STRANGER_MESSAGE_BYTES, 256, Duration.ofSeconds(30), Duration.ofSeconds(15), 2);

    /** How long the answer to a refusal waits: stock boards come back within milliseconds. */
    static final Duration REFUSED_PAUSE = Duration.ofSeconds(2);

    private static final int REPEATED = 3;

    /** Characters of a stranger's text in the log. */
    private static final int SHOWN = 80;

    private static final Set<String> LOST = Set.of("stalled", "no_pong", "peer_lost");

    private final DevicesSettings settings;
    private final Optional<EspToken> token;
    private final WatchPolicy watchPolicy;
    private final HomeLoop homeLoop;
    private final Home home;
    private final LongConsumer deliveryNanos;
    private final DeviceCounts counts = new DeviceCounts();
    private final Hints hints = new Hints();
    private final ComingsAndGoings comingsAndGoings = new ComingsAndGoings();
    private final AuthLimit authLimit = new AuthLimit();
    private final Map<Shown, SignalGroup> groups = new HashMap<>();
    private DoorLoop doorLoop;
    private boolean settled;

    /**
     * Makes the endpoint.
     *
     * @param deliveryNanos told, for every change, the time from the gateway event to the last board written
     */
    public Boards(DevicesSettings settings, HomeLoop homeLoop, Home home, LongConsumer deliveryNanos) {
        this.settings = settings;
        this.token = settings.token().map(EspToken::new);
        this.watchPolicy = new WatchPolicy(settings.watch());
        this.homeLoop = homeLoop;
        this.home = home;
        this.deliveryNanos = deliveryNanos;
    }

    /** What it has done so far. */
    public DeviceCounts counts() {
        return counts;
    }

    @Override
    public SocketLimits limits() {
        return LIMITS;
    }

    @Override
    public void attach(DoorLoop loop) {
        doorLoop = loop;
        if (token.isEmpty()) {
            LOG.warn("boards_not_served", "path", "/ws", "reason", "ESP_AUTH_TOKEN is not set");
        }
        homeLoop.post(() -> home.onSettled(this::homeSettled));
    }

    /** On the home loop. */
    private void homeSettled() {
        doorLoop.execute(() -> {
            settled = true;
            for (SignalGroup group : groups.values()) {
                group.boards().forEach(Board::valueMayBeKnown);
            }
        });
    }

    @Override
    public Admission admit(Request request) {
        InetAddress client = request.client();
        if (token.isEmpty()) {
            return refuse(503, "boards_not_served", "This bridge has no ESP_AUTH_TOKEN, so it serves no boards");
        }
        if (!settings.origins().allows(request)) {
            hint(client, "board_origin_refused", "hint", "a web page is connecting: see ws.origins");
            return refuse(403, "origin_not_allowed", "Pages of this origin may not connect: see ws.origins");
        }
        if (authLimit.exhausted(client, System.nanoTime())) {
            hint(client, "address_locked_out", "reason", AuthLimit.FAILURES + " wrong tokens within a minute");
            return refuse(429, "too_many_failures", "Too many wrong tokens from this address: try again in a minute");
        }
        Shown unasked = settings.byAddress().getOrDefault(client, VOICE);
        Optional<String> watch = request.parameter("watch");
        Rule rule;
        try {
            rule = watch.map(Rule::parse).orElse(unasked.rule());
        } catch (RuleSyntaxException e) {
            hint(client, "board_watch_malformed", "watch", e.marked(), "column", e.column(), "reason", e.getMessage());
            return refuse(404, "not_found", "The watch parameter is no rule; the bridge's log says why");
        }
        Optional<String> lost = watch.flatMap(asked -> cutOff(request));
        if (lost.isPresent()) {
            String marked = shown(watch.get() + "^&" + lost.get());
            hint(client, "board_watch_malformed", "watch", marked, "reason", "in a URL the & of a rule is written %26");
            return refuse(404, "not_found", "In a URL the & of a rule is written %26");
        }
        Optional<Signal> refused = watch.flatMap(asked -> watchPolicy.refused(rule));
        if (refused.isPresent()) {
            hint(
                    client,
                    "board_watch_refused",
                    "signal",
                    refused.get(),
                    "hint",
                    "devices.watch says what boards may ask for");
            return refuse(403, "signal_not_allowed", "devices.watch does not allow this signal");
        }
        Optional<String> offAfter = request.parameter("off-after");
        try {
            return accept(
                    new Shown(rule, offAfter.map(DevicesSettings::offAfter).orElse(unasked.offAfter())));
        } catch (IllegalArgumentException e) {
            hint(client, "board_off_after_malformed", "off_after", shown(offAfter.get()), "expected", e.getMessage());
            return refuse(404, "not_found", "The off-after parameter is no time; the bridge's log says why");
        }
    }

    /** What stands behind an & that should have been percent-encoded; it would be left out without a word. */
    private static Optional<String> cutOff(Request request) {
        return request.queryParts().stream()
                .filter(part -> part.startsWith("!")
                        || part.startsWith("(")
                        || Signal.FORMS.stream().anyMatch(part::startsWith))
                .findFirst();
    }

    private static String shown(String asked) {
        return asked.length() <= SHOWN ? asked : asked.substring(0, SHOWN) + "…";
    }

    private static Admission refuse(int status, String code, String message) {
        return Admission.refuseLater(REFUSED_PAUSE, status, code, message);
    }

    /** A warning, unless this address has just had it. */
    private void hint(InetAddress client, String event, Object... pairs) {
        if (hints.worthTelling(client, event, 1, System.nanoTime())) {
            LOG.warn(
                    event,
                    Stream.concat(Stream.of("client", client.getHostAddress()), Stream.of(pairs))
                            .toArray());
        }
    }

    private Admission accept(Shown shown) {
        return Admission.acceptWithFirstSubprotocol(new Board(this, shown));
    }

    EspToken token() {
        return token.orElseThrow();
    }

    OnStop onStop() {
        return settings.onStop();
    }

    boolean settled() {
        return settled;
    }

    /** A board has given the token. */
    SignalGroup join(Board board, InetAddress client) {
        counts.boards.incrementAndGet();
        comingsAndGoings.connected(client, board.shows(), System.nanoTime());
        SignalGroup group = groups.computeIfAbsent(board.shows(), this::newGroup);
        group.add(board);
        group.ask();
        return group;
    }

    private SignalGroup newGroup(Shown shown) {
        return new SignalGroup(
                shown, settings.whenStale(), homeLoop, home, doorLoop, deliveryNanos, counts, this::dropIfEmpty);
    }

    /** A stranger did not give the token. One try may be somebody looking around; three are a board. */
    void refused(InetAddress client, Supplier<String> likelyCause) {
        counts.authFailures.increment();
        authLimit.failed(client, System.nanoTime());
        if (hints.worthTelling(client, "token", REPEATED, System.nanoTime())) {
            String cause = likelyCause.get();
            LOG.warn(
                    "board_refused_repeatedly",
                    "client",
                    client.getHostAddress(),
                    "times",
                    REPEATED,
                    "likely_cause",
                    cause);
        }
    }

    void left(Board board, SignalGroup group, InetAddress client, String reason) {
        counts.boards.decrementAndGet();
        if (LOST.contains(reason)) {
            counts.dropped.increment();
        }
        comingsAndGoings.left(client, board.shows(), reason, System.nanoTime());
        group.remove(board);
        dropIfEmpty(group);
    }

    private void dropIfEmpty(SignalGroup group) {
        if (group.isEmpty() && group.release()) {
            groups.remove(group.shown(), group); // by now there may be a new one for the same
        }
    }
}
