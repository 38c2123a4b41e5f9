package dev.porchlight.bridge.log;

/** Turns an event into what is written, without the last line end. Stateless, safe from every thread. */
interface LineFormat {

    String line(LogEvent event);
}
