const WS_URL = "wss://tether.eggwite.moe/socket";

let ws;
let heartbeat;

function connect() {
    ws = new WebSocket(WS_URL);

    ws.onmessage = (event) => {
        const msg = JSON.parse(event.data);
        switch (msg.op) {
            case 1: { // Hello
                const interval = msg.d.heartbeat_interval;
                clearInterval(heartbeat);
                heartbeat = setInterval(() => ws?.send(JSON.stringify({ op: 3 })), interval);
                // Initialize subscription
                ws.send(JSON.stringify({ op: 2, d: { subscribe_to_id: "123456789012345678" } }));
                break;
            }
            case 0: {
                if (msg.t === "PRESENCE_UPDATE") {
                    console.log("presence", msg.d);
                }
                break;
            }
            default:
                // server will close with 4004 on unknown op
                break;
        }
    };

    ws.onclose = (ev) => {
        console.warn("socket closed", ev.code, ev.reason);
        clearInterval(heartbeat);
        setTimeout(connect, 1000); // simple retry
    };
}

connect();
