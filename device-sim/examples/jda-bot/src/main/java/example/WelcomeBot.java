package example;

import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.guild.voice.GuildVoiceUpdateEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;

/** Welcomes whoever joins a voice channel. */
public final class WelcomeBot extends ListenerAdapter implements AutoCloseable {
    private final Consumer<String> speaker;
    private final JDA jda;

    /** On the real Discord. */
    public WelcomeBot(String token, Consumer<String> speaker) {
        this(JDABuilder.createDefault(token, GatewayIntent.GUILD_VOICE_STATES), speaker);
    }

    /** On a Discord somewhere else: REST at {@code apiUrl}, gateway at {@code gatewayUrl}. */
    public WelcomeBot(String token, String apiUrl, String gatewayUrl, Consumer<String> speaker) {
        this(
                JDABuilder.createDefault(token, GatewayIntent.GUILD_VOICE_STATES)
                        .setRestConfig(new RestConfig().setBaseUrl(apiUrl))
                        .setSessionController(new SessionControllerAdapter() {
                            @Override
                            public String getGateway() {
                                return gatewayUrl;
                            }
                        }),
                speaker);
    }

    private WelcomeBot(JDABuilder builder, Consumer<String> speaker) {
        this.speaker = speaker;
        this.jda = builder.addEventListeners(this).build();
    }

    @Override
    public void onGuildVoiceUpdate(GuildVoiceUpdateEvent event) {
        if (event.getChannelJoined() != null) {
            speaker.accept("Welcome to " + event.getChannelJoined().getName() + ", "
                    + event.getMember().getUser().getName() + "!");
        }
    }

    @Override
    public void close() {
        jda.shutdownNow();
    }
}
