'use strict';
const assert = require('node:assert');
const { spawn } = require('node:child_process');
const { EventEmitter, once } = require('node:events');
const { createInterface } = require('node:readline');
const test = require('node:test');
const { start } = require('./bot');

test('welcomes who joins', { timeout: 60_000 }, async (t) => {
    const jar = process.env.DEVICE_SIM_JAR ?? 'device-sim.jar';
    const sim = spawn('java', ['-jar', jar, 'discord', '--port', '0', '--people', 'alice', '--move-every', '1']);
    t.after(() => sim.kill());
    const [line] = await once(createInterface(sim.stdout), 'line');
    const [, api, token] = line.match(/REST (\S+)\/v10\/, .* token (\S+)\. /);

    const said = new EventEmitter();
    const client = await start(token, (words) => said.emit('said', words), api);
    t.after(() => client.destroy());
    assert.deepStrictEqual(await once(said, 'said'), ['Welcome to lounge, alice!']);
});
