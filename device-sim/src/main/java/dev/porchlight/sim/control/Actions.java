package dev.porchlight.sim.control;

import java.util.List;
import java.util.stream.Stream;

/**
 * The table of everything that can be asked of the simulated world. The control API and the scenario file read the same
 * table, so an action added to one of its parts is there for both.
 */
public final class Actions {
    private static final List<Action> ALL = Stream.of(
                    WorldActions.all(),
                    VoiceActions.all(),
                    PeopleActions.all(),
                    MessageActions.all(),
                    ConnectionActions.all(),
                    RestActions.all(),
                    PortalActions.all(),
                    BoardActions.all(),
                    BoardTroubleActions.all(),
                    LookActions.all(),
                    AwaitActions.all())
            .flatMap(List::stream)
            .toList();

    private Actions() {}

    public static List<Action> all() {
        return ALL;
    }
}
