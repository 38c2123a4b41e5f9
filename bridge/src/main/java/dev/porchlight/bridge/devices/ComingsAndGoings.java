package dev.porchlight.bridge.devices;

import dev.porchlight.bridge.door.MinuteAllowance;
import dev.porchlight.bridge.log.Log;
import java.net.InetAddress;

/**
 * Tells the log which boards come and go: {@value #LINES_A_MINUTE} lines a minute and no more, be it a board with a bad
 * supply or ten thousand after a power cut. That it falls silent is told, and afterwards how many it left out. Door loop
 * only.
 */
final class ComingsAndGoings {

    static final int LINES_A_MINUTE = 40;

    private static final Log LOG = Log.of("devices");

    private final MinuteAllowance allowance = new MinuteAllowance(LINES_A_MINUTE);
    private int connectedUntold;
    private int leftUntold;

    void connected(InetAddress client, Shown shown, long now) {
        if (roomForALine(now)) {
            LOG.info("board_connected", "client", client.getHostAddress(), "signal", shown);
        } else {
            connectedUntold++;
        }
    }

    void left(InetAddress client, Shown shown, String reason, long now) {
        if (roomForALine(now)) {
            LOG.info("board_left", "client", client.getHostAddress(), "signal", shown, "reason", reason);
        } else {
            leftUntold++;
        }
    }

    private boolean roomForALine(long now) {
        boolean room = allowance.take(now);
        boolean silent = connectedUntold + leftUntold > 0;
        if (room && silent) {
            LOG.info("boards_came_and_went", "connected", connectedUntold, "left", leftUntold);
            connectedUntold = 0;
            leftUntold = 0;
        } else if (!room && !silent) {
            LOG.info("boards_come_and_go", "reason", LINES_A_MINUTE + " lines this minute; the rest is counted");
        }
        return room;
    }
}
