// Welcomes whoever joins a voice channel.
'use strict';
const { Client, Events, GatewayIntentBits } = require('discord.js');

/** @param api a Discord somewhere else, e.g. http://127.0.0.1:9000/api; it names its own gateway */
function start(token, speak, api = 'https://discord.com/api') {
    const client = new Client({
        intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildVoiceStates],
        rest: { api },
    });
    client.on(Events.VoiceStateUpdate, (before, after) => {
        if (after.channel && before.channelId !== after.channelId) {
            speak(`Welcome to ${after.channel.name}, ${after.member.user.username}!`);
        }
    });
    return client.login(token).then(() => client);
}

module.exports = { start };
