package dev.porchlight.sim.attack;

/** How a server dealt with one hostile client. */
enum Outcome {
    /** Answered, refused or dropped as the protocol and the server's stated limits have it. */
    AS_PROMISED,
    /** Turned away for load or for earlier sins (closed at once, 429, 503, 1013), or cut without an answer. */
    SHED,
    /** Anything else: a wrong status or close code, two answers to one request, a socket that outlives its limit. */
    WRONG
}
