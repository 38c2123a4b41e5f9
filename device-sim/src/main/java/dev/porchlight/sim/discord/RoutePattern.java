package dev.porchlight.sim.discord;

import java.util.List;

/**
 * Which REST requests are meant: {@code GET /channels/*}, or {@code /guilds/**} for every method. A star
 * stands for one segment, two at the end for any rest; the path goes on after {@code /api/v10}.
 */
record RoutePattern(String method, List<String> segments) {
    private static final String ANY = "*";
    private static final String REST = "**";

    /** @throws IllegalArgumentException when the text is none */
    static RoutePattern of(String text) {
        String[] words = text.strip().split(" +", -1);
        String path = words[words.length - 1];
        if (words.length > 2 || !path.startsWith("/")) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is no route: write for instance GET /users/@me, /guilds/** or POST /channels/*/messages");
        }
        return new RoutePattern(words.length == 2 ? words[0] : ANY, segmentsOf(path));
    }

    static List<String> segmentsOf(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    boolean matches(String askedMethod, List<String> asked) {
        if (!method.equals(ANY) && !method.equalsIgnoreCase(askedMethod)) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).equals(REST) && i == segments.size() - 1) {
                return true;
            }
            if (i >= asked.size()
                    || !(segments.get(i).equals(ANY) || segments.get(i).equals(asked.get(i)))) {
                return false;
            }
        }
        return asked.size() == segments.size();
    }

    @Override
    public String toString() {
        return method + " /" + String.join("/", segments);
    }
}
