package dev.porchlight.sim.soak;

import java.util.List;

/** What somebody does in voice. */
enum Deed {
    JOIN,
    LEAVE,
    SELF_MUTE,
    MUTE,
    STREAM,
    CAMERA;

    /** Those that turn something over of who is in voice already. */
    static final List<Deed> FLAGS = List.of(SELF_MUTE, MUTE, STREAM, CAMERA);
}
