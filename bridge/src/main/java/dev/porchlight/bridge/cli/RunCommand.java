package dev.porchlight.bridge.cli;

import dev.porchlight.bridge.Bridge;
import dev.porchlight.bridge.discord.Preparation;
import dev.porchlight.bridge.log.Log;
import dev.porchlight.bridge.log.Logging;
import dev.porchlight.bridge.settings.CannotStart;
import dev.porchlight.bridge.settings.LogSettings;
import dev.porchlight.bridge.settings.Settings;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Runs the bridge until it ends or the process is asked to: SIGTERM and Ctrl-C close the bridge and then the log, in this
 * order and each within its time, so that a planned stop is told in the log and never hangs.
 */
@Command(name = "run", description = "Runs the bridge; this is what happens without a command.")
final class RunCommand implements Callable<Integer> {

    /** A second more than the bridge grants itself. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(6);

    private static final Log LOG = Log.of("main");

    @Override
    public Integer call() throws InterruptedException {
        // Before it is known whether there is a token: without one there is no hurry.
        Preparation preparation = Preparation.begin();
        Settings settings = Settings.load(System.getenv(), Path.of(""));
        LogSettings logs = LogSettings.read(settings);
        Bridge bridge = Bridge.configure(settings, Version.current(), preparation);
        settings.check();
        Logging logging = Logging.start(logs.format(), logs.level(), standardOutput());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> stop(bridge, logging)));
        LOG.info("starting", "version", Version.current(), "java", Runtime.version());
        settings.effective()
                .forEach(line -> LOG.debug("setting", "key", line.key(), "value", line.value(), "from", line.origin()));
        settings.warnings().forEach(sentence -> LOG.warn("settings", "text", sentence));
        return run(bridge, logging);
    }

    private static int run(Bridge bridge, Logging logging) throws InterruptedException {
        try {
            bridge.start();
            Welcome.lines(bridge.lanAddress(), bridge.publicUrl()).forEach(logging::say);
            return bridge.await();
        } catch (CannotStart e) {
            throw e;
        } catch (RuntimeException | Error e) {
            LOG.error("died", e);
            return Main.INTERNAL;
        }
    }

    private static void stop(Bridge bridge, Logging logging) {
        Thread closing = Thread.ofPlatform().name("close").daemon().start(bridge::close);
        try {
            if (!closing.join(STOP_WITHIN)) {
                LOG.error("stop_incomplete", "waited", STOP_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.info("stopped");
        logging.close();
    }

    /** Standard output in UTF-8 whatever the locale says, as services often have none. */
    private static PrintStream standardOutput() {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, StandardCharsets.UTF_8);
    }
}
