/** {@code /health}, {@code /healthz} and {@code /metrics}; other rooms' numbers are plugged in by {@code Bridge}. */
package dev.porchlight.bridge.health;
