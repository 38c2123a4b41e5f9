package dev.porchlight.sim.attack;

/**
 * One change and how long it took to reach every board, on the attacked bridge and on the control.
 *
 * @param atSeconds since the phase began
 * @param millis to the last board of the attacked bridge; NaN when some never got it
 * @param controlMillis the same change, at the same moment, on the bridge that nobody attacks
 * @param waitedMillis that the attacked bridge's door thread was ready to run and had no processor, since the change before
 * @param controlWaitedMillis the same of the control
 */
record Change(double atSeconds, double millis, double controlMillis, double waitedMillis, double controlWaitedMillis) {}
