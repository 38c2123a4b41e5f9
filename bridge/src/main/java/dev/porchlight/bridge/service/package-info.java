/** What the service manager, systemd, is told of this program: that it is up, how it is, that it still works. */
package dev.porchlight.bridge.service;
