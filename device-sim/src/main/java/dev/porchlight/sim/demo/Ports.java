package dev.porchlight.sim.demo;

import dev.porchlight.sim.UserError;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimDiscordBuilder;
import java.io.IOException;

/** Opens the simulated Discord's port, or says to the person why not. */
final class Ports {
    private Ports() {}

    static SimDiscord start(String option, int port, SimDiscordBuilder builder) {
        try {
            return builder.port(port).start();
        } catch (IOException | IllegalArgumentException e) {
            throw UserError.setting("The simulated Discord cannot have port " + port + ": " + e.getMessage()
                    + ". Stop the program that has it, or choose another with " + option + ".");
        }
    }
}
