package dev.porchlight.sim.boards;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where a board connects to, and from which local address (null for any). */
record Route(BoardUrl url, InetSocketAddress remote, InetAddress from) {}
