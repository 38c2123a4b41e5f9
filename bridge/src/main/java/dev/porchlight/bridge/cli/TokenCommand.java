package dev.porchlight.bridge.cli;

import dev.porchlight.bridge.settings.CannotStart;
import dev.porchlight.bridge.settings.Settings;
import dev.porchlight.bridge.tokens.Lifetime;
import dev.porchlight.bridge.tokens.Scope;
import dev.porchlight.bridge.tokens.TokenBook;
import dev.porchlight.bridge.tokens.TokenInfo;
import dev.porchlight.bridge.tokens.TokenSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes, lists and revokes tokens; a bridge that is running on the same DATA_DIR follows within a second. */
@Command(
        name = "token",
        description = "Tokens for programs that may change something, such as POST /api/v1/wall/NAME.",
        synopsisSubcommandLabel = "(create | list | revoke)")
final class TokenCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "one of create, list, revoke is missing");
    }

    @Command(
            name = "create",
            description =
                    "Makes a token and prints it, this once, alone on standard output: TOKEN=$(porchlight token create …)")
    void create(
            @Option(
                            names = "--scope",
                            required = true,
                            paramLabel = "SCOPE",
                            split = ",",
                            description = "What it opens: admin.")
                    List<String> scopes,
            @Option(
                            names = "--label",
                            defaultValue = "",
                            paramLabel = "TEXT",
                            description = "Whose it is or what for, up to 64 characters.")
                    String label,
            @Option(
                            names = "--ttl",
                            paramLabel = "TIME",
                            description = "How long it is good: 12h, 90d … Without, until it is revoked.")
                    String ttl) {
        Set<Scope> known = new LinkedHashSet<>();
        for (String word : scopes) {
            known.add(Scope.of(word.strip())
                    .orElseThrow(() -> misread("create", "--scope: expected one of " + Scope.words())));
        }
        if (!TokenBook.isLabel(label)) {
            throw misread("create", "--label: expected at most " + TokenBook.MAX_LABEL + " characters on one line");
        }
        Optional<Duration> lifetime = Optional.ofNullable(ttl).map(this::lifetime);
        Path directory = directory();
        TokenBook.Made made = new TokenBook(directory, InstantSource.system()).create(known, label, lifetime);
        // The secret first: should the other stream be closed, it is not lost.
        out().println(made.secret());
        out().flush();
        TokenInfo info = made.info();
        err().println("Made the token " + info.id() + " (" + words(info) + ") in " + directory + ", good "
                + info.expires().map(end -> "until " + end).orElse("until it is revoked") + ".");
        err().println("It is shown this once; only its hash is kept. Use:  Authorization: Bearer TOKEN");
        err().println("To take it back:  porchlight token revoke " + info.id());
        err().flush();
    }

    @Command(name = "list", description = "Lists the tokens, without their secrets.")
    void list() {
        Path directory = directory();
        List<TokenInfo> tokens = new TokenBook(directory, InstantSource.system()).list();
        if (tokens.isEmpty()) {
            err().println("There is no token in " + directory + ".");
            err().flush();
            return;
        }
        Instant now = Instant.now();
        out().printf("%-8s  %-8s  %-20s  %-28s  %s%n", "ID", "SCOPES", "MADE", "GOOD UNTIL", "LABEL");
        for (TokenInfo token : tokens) {
            String until = token.expires()
                    .map(end -> end + (token.expired(now) ? " (over)" : ""))
                    .orElse("revoked");
            out().printf(
                            "%-8s  %-8s  %-20s  %-28s  %s%n",
                            token.id(), words(token), token.created(), until, Terminal.shown(token.label()));
        }
        out().flush();
    }

    @Command(name = "revoke", description = "Takes a token back, for good.")
    void revoke(@Parameters(paramLabel = "ID", description = "As list shows it.") String id) {
        Path directory = directory();
        // The argument may be a token by mistake, so it is not repeated.
        TokenInfo revoked = new TokenBook(directory, InstantSource.system())
                .revoke(id)
                .orElseThrow(() -> new CannotStart(
                        "there is no token of that id in " + directory + "; 'porchlight token list' shows them"));
        err().println("Revoked the token " + revoked.id() + ". A running bridge refuses it within a second.");
        err().flush();
    }

    private Duration lifetime(String ttl) {
        try {
            return Lifetime.parse(ttl);
        } catch (IllegalArgumentException e) {
            throw misread("create", "--ttl: expected " + Lifetime.EXPECTED);
        }
    }

    private static Path directory() {
        return TokenSettings.read(Settings.load(System.getenv(), Path.of(""))).dataDir();
    }

    private static String words(TokenInfo token) {
        return token.scopes().stream().map(Scope::word).sorted().collect(Collectors.joining(","));
    }

    private ParameterException misread(String command, String message) {
        return new ParameterException(spec.commandLine().getSubcommands().get(command), message);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
