/** The program: {@code Bridge} composes the rooms below it, one package each. */
package dev.porchlight.bridge;
