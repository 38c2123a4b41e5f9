// The unmodified discord.js against the simulated Discord: node discordjs-client.cjs DISCORD_JS_MODULE API_URL TOKEN
// [world]. With "world" it also reads messages and has a command.
// Says a line for all it hears; "quit" on standard input ends it.
'use strict';
const { Client, Events, GatewayIntentBits } = require(process.argv[2]);
const [api, version] = process.argv[3].replace(/\/$/, '').split('/v');

const world = process.argv[5] === 'world';

const client = new Client({
    intents: [
        GatewayIntentBits.Guilds,
        GatewayIntentBits.GuildVoiceStates,
        ...(world ? [GatewayIntentBits.GuildMembers, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent] : []),
    ],
    rest: { api, version, retries: 0 },
});

const say = (...words) => console.log(words.join(' '));
const place = (state) => (state.channel ? state.channel.name : 'nowhere');

client.once(Events.ClientReady, (ready) => {
    say('ready', ready.user.username);
    for (const guild of ready.guilds.cache.values()) {
        say('guild', guild.name, guild.available, [...guild.channels.cache.values()].map((c) => c.name).join(','));
        for (const state of guild.voiceStates.cache.values()) {
            say('there', state.id, place(state));
        }
    }
});
client.on(Events.VoiceStateUpdate, (before, after) =>
    say('voice', after.member.user.username, place(before), place(after), after.selfMute, after.streaming));
client.on(Events.GuildCreate, (guild) => say('joined', guild.name));
client.on(Events.GuildDelete, (guild) => say('left', guild.name));
client.on(Events.GuildUnavailable, (guild) => say('unavailable', guild.name));
client.on(Events.GuildAvailable, (guild) => say('available', guild.name));
client.on(Events.ChannelUpdate, (before, after) => say('renamed', before.name, after.name));
client.on(Events.ShardReconnecting, () => say('reconnecting'));
client.on(Events.ShardResume, () => say('resumed'));
client.on(Events.Invalidated, () => say('invalidated'));
client.on(Events.ShardDisconnect, (event) => say('disconnected', event.code));
client.on(Events.Error, (error) => say('error', error.message));
client.on(Events.ShardError, (error) => say('shard error', error.message));

if (world) {
    client.once(Events.ClientReady, async (ready) => {
        const guild = ready.guilds.cache.first();
        const members = await guild.members.fetch();
        say('members', [...members.values()].map((member) => member.user.username).sort().join(','));
        await guild.commands.set([{
            name: 'light',
            description: 'Sets the light',
            options: [{ type: 3, name: 'colour', description: 'Which one', required: true }],
        }]);
        say('commands registered');
    });
    client.on(Events.MessageCreate, async (message) => {
        say('message', message.author.username, message.content);
        if (message.content === '!ping') {
            const answer = await message.reply('pong');
            await answer.edit('pong!');
            await message.react('\u{1F44D}');
            say('answered', answer.content);
        }
    });
    client.on(Events.InteractionCreate, async (interaction) => {
        if (interaction.isChatInputCommand()) {
            say('command', interaction.commandName, interaction.options.getString('colour'), interaction.user.username);
            await interaction.deferReply();
            await interaction.editReply('The light is ' + interaction.options.getString('colour') + '.');
            await interaction.followUp('Anything else?');
            say('followed up');
        }
    });
}

process.stdin.on('data', (text) => {
    if (text.toString().includes('quit')) {
        client.destroy().then(() => process.exit(0));
    }
});
process.stdin.on('end', () => process.exit(0));
// Whoever started this may be gone.
setTimeout(() => process.exit(3), 60_000).unref();
client.login(process.argv[4]).catch((error) => {
    say('refused', error.code ?? error.message);
    process.exit(1);
});
