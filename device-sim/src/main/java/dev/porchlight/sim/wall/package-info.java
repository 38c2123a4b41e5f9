/** The wall: the outputs of a bridge on this machine, learnt from its settings file and from the journal of its pins. */
package dev.porchlight.sim.wall;
