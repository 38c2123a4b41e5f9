package dev.porchlight.sim.fleet;

import dev.porchlight.sim.UserError;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a fleet's boards stand, as {@code --from 127.0.0.2-127.0.1.200} says it: they take turns. Loopback only. */
final class Addresses {
    private static final Pattern IPV4 = Pattern.compile("127\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");
    private static final int MOST = 20_000;

    private Addresses() {}

    static List<InetAddress> parse(String text) {
        List<InetAddress> all = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.strip().split("-", 2);
            int first = number(ends[0], text);
            int last = ends.length == 1 ? first : number(ends[1], text);
            if (last < first || last - first >= MOST - all.size()) {
                throw wrong(text);
            }
            for (int address = first; address <= last; address++) {
                all.add(address(address));
            }
        }
        return all;
    }

    private static int number(String text, String whole) {
        Matcher matcher = IPV4.matcher(text.strip());
        if (!matcher.matches()) {
            throw wrong(whole);
        }
        int number = 0;
        for (int group = 1; group <= 3; group++) {
            int part = Integer.parseInt(matcher.group(group));
            if (part > 255) {
                throw wrong(whole);
            }
            number = number << 8 | part;
        }
        return number;
    }

    private static UserError wrong(String text) {
        return UserError.usage("--from takes loopback addresses, at most " + MOST
                + ", such as 127.0.0.2 or 127.0.0.2-127.0.0.101; this will not do: " + text);
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {127, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
