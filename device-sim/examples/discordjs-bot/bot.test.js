'use strict';
const assert = require('node:assert');
const { spawn } = require('node:child_process');
const { EventEmitter, once } = require('node:events');
const { createInterface } = require('node:readline');
const test = require('node:test');
const { start } = require('./bot');

test('welcomes who joins', { timeout: 60_000 }, async (t) => {
    const jar = process.env.DEVICE_SIM_JAR ?? 'device-sim.jar';
    const sim = spawn('java', ['-jar', jar, 'discord', '--port', '0', '--control', '0', '--people', 'bob']);
    t.after(() => sim.kill());
    const told = {}; // REST, gateway, token, control
    for await (const line of createInterface(sim.stdout)) {
        if (line.startsWith('Ready.')) break;
        const [, name, value] = line.match(/^ +(\S+) +(\S+)$/) ?? [];
        told[name] = value;
    }

    const said = new EventEmitter();
    const heard = once(said, 'said');
    const client = await start(told.token, (words) => said.emit('said', words), told.REST.replace('/v10/', ''));
    t.after(() => client.destroy());
    const post = (path, body) => fetch(`${told.control}/${path}`, { method: 'POST', body: JSON.stringify(body) });
    await post('users', { user: 'alice' });
    await post('guilds/Home/voice/join', { user: 'alice', channel: 'lounge' });
    assert.deepStrictEqual(await heard, ['Welcome to lounge, alice!']);
});
