package dev.porchlight.sim.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;

/** Asks the person at the terminal. No answer, or an end of input, is an agreement. */
final class AskingProbe implements LedProbe {
    private final PrintWriter out;
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

    AskingProbe(PrintWriter out) {
        this.out = out;
    }

    @Override
    public boolean agrees(boolean shouldBeLit) {
        out.print("        Is the LED " + (shouldBeLit ? "ON" : "OFF") + "? [Y/n] ");
        out.flush();
        try {
            String answer = in.readLine();
            return answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("n");
        } catch (IOException e) {
            return true;
        }
    }
}
