/** {@code /ws}: ESP8266 and ESP32 boards with their stock firmware, each showing one signal. */
package dev.porchlight.bridge.devices;
