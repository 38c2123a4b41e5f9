// What Node's ws makes of the door: node ws-client.cjs WS_MODULE URL. Says "ok NAME" for each promise kept.
'use strict';
const assert = require('node:assert');
const { once } = require('node:events');
const WebSocket = require(process.argv[2]);
const url = process.argv[3];

async function open(protocols) {
    const socket = new WebSocket(url + '/ws', protocols);
    await once(socket, 'open');
    return socket;
}

async function echoed(socket, send) {
    const heard = once(socket, 'message');
    send();
    const [data, binary] = await heard;
    return binary ? data : data.toString();
}

async function closed(socket) {
    const [code] = await once(socket, 'close');
    return code;
}

async function main() {
    const socket = await open(['arduino', 'other']);
    assert.strictEqual(socket.protocol, 'arduino');
    assert.strictEqual(socket.extensions, ''); // it offers permessage-deflate
    console.log('ok handshake');

    for (const text of ['', 'h\u00e9llo \u{1f600}', 'x'.repeat(125), 'x'.repeat(126), 'x'.repeat(70000)]) {
        assert.strictEqual(await echoed(socket, () => socket.send(text)), text);
    }
    const bytes = Buffer.from([0, 255, 254, 128]);
    assert.deepStrictEqual(await echoed(socket, () => socket.send(bytes)), bytes);
    console.log('ok echo');

    const pong = once(socket, 'pong');
    socket.ping('are you there');
    assert.strictEqual((await pong)[0].toString(), 'are you there');
    console.log('ok ping');

    assert.strictEqual(await echoed(socket, () => {
        socket.send('one ', { fin: false });
        socket.ping();
        socket.send('two ', { fin: false });
        socket.send('three', { fin: true });
    }), 'one two three');
    console.log('ok fragments');

    for (const code of [1000, 3000, 4999]) {
        const ours = await open();
        ours.close(code, 'bye');
        assert.strictEqual(await closed(ours), code);
        const theirs = await open();
        theirs.send('close ' + code);
        assert.strictEqual(await closed(theirs), code);
    }
    const tooLarge = await open();
    tooLarge.send('x'.repeat(100001));
    assert.strictEqual(await closed(tooLarge), 1009);
    console.log('ok close codes');

    const nowhere = new WebSocket(url + '/nowhere');
    nowhere.on('error', () => {});
    const [request, response] = await once(nowhere, 'unexpected-response');
    assert.strictEqual(response.statusCode, 404);
    request.destroy();
    console.log('ok refusal');

    const end = closed(socket);
    socket.send('stop');
    assert.strictEqual(await end, 1001);
    console.log('ok server stops');
}

function fail(why) {
    console.log(why);
    process.exit(1);
}

setTimeout(() => fail('not done in 20 s'), 20_000).unref();
main().catch((error) => fail(error.stack));
