package dev.porchlight.bridge.devices;

/** What boards are told when the bridge stops as planned; they keep the last state they were told. */
public enum OnStop {
    /** Lights go out: nobody vouches for them any more. */
    OFF,
    /** Lights stay as they are. */
    HOLD
}
