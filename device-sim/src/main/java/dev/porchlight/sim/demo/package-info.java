/** The program's commands: what a person starts from a terminal to see, or to use, a simulated world. */
package dev.porchlight.sim.demo;
