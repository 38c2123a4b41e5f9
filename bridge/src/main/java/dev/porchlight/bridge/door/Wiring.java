package dev.porchlight.bridge.door;

/**
 * What every connection of one door shares. Door loop only, but for {@link NanoCodec} and the counts.
 *
 * @param forwarded the clients that trusted proxies speak for
 */
record Wiring(
        Loop loop,
        DoorLimits limits,
        Routes routes,
        ClientAddress clientAddress,
        DoorCounts counts,
        FrameCodec codec,
        NanoCodec http,
        HttpDate date,
        OnceAMinute malformedLog,
        Budget budget,
        PerAddress forwarded) {}
