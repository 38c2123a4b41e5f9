package dev.porchlight.bridge.home;

/** The grammar of {@link Signal}, read from left to right; every way to be wrong has its own message. */
final class SignalSyntax {

    private static final String PEOPLE = "voice>=";
    private static final String GUILD = "voice:guild:";
    private static final String CHANNEL = "voice:channel:";
    private static final String USER = ":user:";
    private static final String STATUS = "status:user:";
    private static final int MAX_ID_DIGITS = 20;

    private SignalSyntax() {}

    static Signal parse(String text) {
        if (text.isEmpty()) {
            throw SignalSyntaxException.empty();
        }
        if (text.length() > Signal.MAX_LENGTH) {
            throw SignalSyntaxException.tooLong(text.length());
        }
        if (text.equals("voice")) {
            return new Signal.People(1);
        }
        if (text.equals("discord:offline")) {
            return new Signal.Offline();
        }
        if (text.startsWith(PEOPLE)) {
            return new Signal.People(count(text.substring(PEOPLE.length())));
        }
        if (text.startsWith(GUILD)) {
            return new Signal.InGuild(id(GUILD, text));
        }
        if (text.startsWith(CHANNEL + "\"")) {
            return named(text, CHANNEL.length() + 1);
        }
        if (text.startsWith(CHANNEL)) {
            return new Signal.InChannel(id(CHANNEL, text));
        }
        for (UserFact fact : UserFact.values()) {
            String prefix = fact.word() + USER;
            if (text.startsWith(prefix)) {
                return new Signal.OfUser(fact, id(prefix, text));
            }
        }
        for (PresenceFact fact : PresenceFact.values()) {
            if (fact.status().isEmpty() && text.startsWith(fact.word() + USER)) {
                return new Signal.OfPresence(fact, id(fact.word() + USER, text));
            }
        }
        if (text.startsWith(STATUS)) {
            return status(text);
        }
        throw SignalSyntaxException.unknown(text);
    }

    private static Signal status(String text) {
        int colon = text.indexOf(':', STATUS.length());
        long user = id(STATUS, colon < 0 ? text : text.substring(0, colon));
        String status = colon < 0 ? "" : text.substring(colon + 1);
        for (PresenceFact fact : PresenceFact.values()) {
            if (!status.isEmpty() && fact.status().equals(status)) {
                return new Signal.OfPresence(fact, user);
            }
        }
        throw SignalSyntaxException.wrongStatus(status, text.length() - status.length());
    }

    private static int count(String digits) {
        if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) < 1) {
            throw SignalSyntaxException.wrongCount(PEOPLE.length());
        }
        return Integer.parseInt(digits);
    }

    private static long id(String prefix, String text) {
        String digits = text.substring(prefix.length());
        if (digits.length() > MAX_ID_DIGITS || !digits.matches("[0-9]+")) {
            throw SignalSyntaxException.wrongId(prefix);
        }
        try {
            return Long.parseUnsignedLong(digits);
        } catch (NumberFormatException aboveSixtyFourBits) {
            throw SignalSyntaxException.wrongId(prefix);
        }
    }

    private static Signal named(String text, int start) {
        StringBuilder name = new StringBuilder();
        String guild = null;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                if (i + 1 < text.length()) {
                    throw SignalSyntaxException.textAfterQuote(i + 1);
                }
                return named(guild, name.toString(), start);
            }
            if (c == '/') {
                if (guild != null) {
                    throw SignalSyntaxException.wrongSlash(i);
                }
                guild = name.toString();
                name.setLength(0);
            } else if (c == '\\') {
                i++;
                if (i == text.length() || "\\\"/".indexOf(text.charAt(i)) < 0) {
                    throw SignalSyntaxException.wrongEscape(i - 1);
                }
                name.append(text.charAt(i));
            } else if (Character.isISOControl(c)) {
                throw SignalSyntaxException.controlCharacter(i);
            } else {
                name.append(c);
            }
        }
        throw SignalSyntaxException.unclosedQuote(start - 1);
    }

    private static Signal named(String guild, String channel, int start) {
        if (guild == null) {
            throw SignalSyntaxException.wrongSlash(start);
        }
        if (guild.isBlank() || channel.isBlank()) {
            throw SignalSyntaxException.emptyName(start);
        }
        Signal signal = new Signal.InNamedChannel(guild, channel);
        int canonical = signal.toString().length();
        if (canonical > Signal.MAX_LENGTH) { // few names grow when they are folded, as those with a dotted capital I
            throw SignalSyntaxException.tooLong(canonical);
        }
        return signal;
    }
}
