import java.io.IOException;
import java.util.List;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;

/**
 * The floor of {@code scripts/bench --only sockets}: JDA as the bridge has it, with the same intents and no caches, and a
 * listener that does nothing with presences. {@code JdaListener TOKEN API-URL GATEWAY-URL} says "up", and "marked NANOS" at
 * each VOICE_STATE_UPDATE; it ends with its standard input. Compiled against porchlight.jar.
 */
final class JdaListener implements EventListener {
    @Override
    public void onEvent(net.dv8tion.jda.api.events.GenericEvent event) {
        if (event instanceof RawGatewayEvent raw) {
            if (raw.getType().equals("VOICE_STATE_UPDATE")) {
                System.out.println("marked " + System.nanoTime());
            }
        } else if (event instanceof ReadyEvent) {
            System.out.println("up");
        }
    }

    public static void main(String[] arguments) throws IOException {
        JDABuilder.createLight(
                        arguments[0],
                        List.of(
                                GatewayIntent.GUILD_VOICE_STATES,
                                GatewayIntent.GUILD_MEMBERS,
                                GatewayIntent.GUILD_PRESENCES))
                .setRestConfig(new RestConfig().setBaseUrl(arguments[1]))
                .setSessionController(new SessionControllerAdapter() {
                    @Override
                    public String getGateway() {
                        return arguments[2];
                    }
                })
                .setRawEventsEnabled(true)
                .setEnableShutdownHook(false)
                .addEventListeners(new JdaListener())
                .build();
        while (System.in.read() >= 0) {
            // until the benchmark is done
        }
        System.exit(0);
    }
}
