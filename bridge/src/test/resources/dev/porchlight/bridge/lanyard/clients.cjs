// Lanyard's public clients, unmodified, against a bridge whose root speaks Lanyard:
//   node clients.cjs NODE_MODULES PORT KEYSTORE PASSPHRASE USER API_KEY
// Each line is what one of them has been told: its name, a tab, and JSON. Ends when its standard input does.
'use strict';
const { createRequire } = require('node:module');
const fs = require('node:fs');
const net = require('node:net');
const tls = require('node:tls');

const [modules, port, keystore, passphrase, user, apiKey] = process.argv.slice(2);
const from = createRequire(modules + '/');
const PLAIN = `127.0.0.1:${port}`;

// Most clients know no http: a proxy speaks TLS for the bridge, as it would on the web.
const proxy = tls.createServer({ pfx: fs.readFileSync(keystore), passphrase }, (client) => {
    const bridge = net.connect(Number(port), '127.0.0.1');
    client.pipe(bridge).pipe(client);
    client.on('error', () => bridge.destroy());
    bridge.on('error', () => client.destroy());
});

function say(client, presence) {
    console.log(`${client}\t${JSON.stringify({
        status: presence.discord_status,
        name: presence.discord_user.username,
        song: presence.spotify ? presence.spotify.song : null,
        activities: presence.activities.map((activity) => activity.name),
        kv: presence.kv,
    })}`);
}

function fail(client, error) {
    console.log(`${client}\tfailed: ${error && error.stack}`);
}

// Some know no other host than api.lanyard.rest. Here that name leads to the bridge, as an entry in /etc/hosts would.
function leadHome(secure) {
    const home = (url) => url.replace('api.lanyard.rest', secure);
    const fetchAnything = globalThis.fetch;
    globalThis.fetch = (what, how) =>
        fetchAnything(typeof what === 'string' ? home(what) : new Request(home(what.url), what), how);
    const WebSocket = from('ws');
    globalThis.WebSocket = class extends WebSocket {
        constructor(url) {
            super(home(url), { rejectUnauthorized: false });
            this.on('error', () => {}); // a page is told by the close alone
        }
    };
}

function browser() {
    const { JSDOM } = from('jsdom');
    const dom = new JSDOM('<div id="react"></div><div id="swr"></div><div id="vue"></div>', { url: 'http://localhost/' });
    dom.window.WebSocket = globalThis.WebSocket;
    globalThis.window = dom.window;
    globalThis.navigator ??= dom.window.navigator; // newer Nodes have one
    for (const name of ['document', 'Element', 'SVGElement', 'MathMLElement', 'Node', 'HTMLElement', 'ShadowRoot']) {
        globalThis[name] = dom.window[name];
    }
}

/** Shows components that show nothing, in their place of the page. */
function render(place, ...components) {
    const React = from('react');
    from('react-dom/client').createRoot(document.getElementById(place))
        .render(React.createElement(React.Fragment, null, ...components.map((each) => React.createElement(each))));
}

/** A component that says what its hook is told, whenever that changes. */
function teller(name, hook) {
    const { useEffect } = from('react');
    return () => {
        const { presence, error } = hook();
        useEffect(() => {
            if (error) {
                fail(name, error);
            } else if (presence) {
                say(name, presence);
            }
        }, [presence, error]);
        return null;
    };
}

function useLanyard(place) {
    const client = from('use-lanyard');
    const options = { api: { hostname: PLAIN, secure: false } };
    render(
        place,
        teller('use-lanyard rest', () => {
            const { data, error } = client.useLanyard(user, options);
            return { presence: data, error };
        }),
        teller('use-lanyard socket below', () => ({
            presence: client.useLanyardWS(user, { api: { hostname: `${PLAIN}/lanyard`, secure: false } }),
        })),
        teller('use-lanyard socket', () => ({ presence: client.useLanyardWS(user, options) })),
    );
}

function reactUseLanyard(place, secure) {
    const { useLanyard: use } = from('react-use-lanyard');
    render(
        place,
        teller('react-use-lanyard rest', () => {
            const { data, error } = use({ userId: user, apiUrl: secure });
            return { presence: data && data.data, error };
        }),
        teller('react-use-lanyard socket', () => ({ presence: use({ userId: user, apiUrl: secure, socket: true }).status })),
    );
}

async function reactUseLanyardPairs(secure) {
    const { set, del } = from('react-use-lanyard');
    const at = { apiKey, userId: user, apiUrl: secure };
    const stored = await set({ ...at, key: 'react_use', value: 'stored' });
    const gone = await set({ ...at, key: 'react_gone', value: 'stored' });
    const deleted = await del({ ...at, key: 'react_gone' });
    console.log(`react-use-lanyard kv\t${JSON.stringify([stored.status, gone.status, deleted.status])}`);
}

async function lanyardWrapper() {
    const client = from('lanyard-wrapper');
    say('lanyard-wrapper rest', await client.fetchUserData(user));
    await client.connectWebSocket(user, (presence) => say('lanyard-wrapper socket', presence));
    await client.setKV(user, 'wrapper_set', 'a text', apiKey);
    await client.mergeKV(user, { wrapper_merged: 'another', wrapper_gone: 'soon' }, apiKey);
    await client.deleteKV(user, 'wrapper_gone', apiKey);
    console.log(`lanyard-wrapper kv\t${JSON.stringify(await client.getKV(user, 'wrapper_merged'))}`);
    await client.fetchUserData('1').catch((error) => console.log(`lanyard-wrapper unknown\t${JSON.stringify(error.message)}`));
}

async function prequist() {
    const client = from('@prequist/lanyard');
    say('@prequist/lanyard rest', await client.get(user));
    await client.get('1').catch((error) => console.log(`@prequist/lanyard unknown\t${JSON.stringify(error.message)}`));
}

function vueLanyard() {
    const vue = from('vue');
    const { useLanyard } = from('vue-lanyard');
    vue.createApp({
        setup() {
            const { data, error } = useLanyard(user);
            vue.watch(data, (presence) => presence && say('vue-lanyard rest', presence));
            vue.watch(error, (found) => found && fail('vue-lanyard rest', found));
            return () => null;
        },
    }).mount('#vue');
}

proxy.listen(0, '127.0.0.1', async () => {
    const secure = `127.0.0.1:${proxy.address().port}`;
    leadHome(secure);
    browser();
    try {
        useLanyard('react');
        reactUseLanyard('swr', secure);
        vueLanyard();
        await prequist();
        await lanyardWrapper();
        await reactUseLanyardPairs(secure);
        console.log('ready\tnull');
    } catch (error) {
        fail('clients', error);
    }
});
process.stdin.on('end', () => process.exit(0)).resume();
