package dev.porchlight.bridge.door;

import java.util.concurrent.Semaphore;

/**
 * What every connection of one door shares. Door loop only, but for {@link NanoCodec}, the counts and the permits.
 *
 * @param forwarded the clients that trusted proxies speak for
 * @param formatting a permit for each answer that may be on its way from its handler to the loop
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
        MinuteAllowance malformedLog,
        Budget budget,
        PerAddress forwarded,
        Semaphore formatting) {}
