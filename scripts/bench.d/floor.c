/*
 * The floor of the benchmark: the least that can be done and still light the same boards. One thread, epoll, nothing parsed
 * after the handshake, no token, no limits, no deadlines, no log. Told over a connection that began with GET /control, which is
 * answered with 8 bytes of 0: each byte 0 or 1 after that is a change, which is written to one board after the other and
 * answered with 8 bytes (big-endian), the nanoseconds that took. GET /healthz gets a constant answer. Prints where it listens.
 *
 *     floor [THREADS]    so many threads write a change (1); whatever else there is to do is done by one
 *
 *     HEAD --upgrade--> STRANGER --anything--> BOARD        HEAD --GET /control--> CONTROL        HEAD --GET /healthz--> HEAD
 */
#include "common.h"
#include "spread.h"

enum state { HEAD, STRANGER, BOARD, CONTROL };

struct peer {
    int fd;
    enum state state;
    int index; /* among the boards */
};

static const uint8_t OK_FRAME[2][7] = {{0x81, 2, 'O', 'K', 0x81, 1, '0'}, {0x81, 2, 'O', 'K', 0x81, 1, '1'}};
static const uint8_t VALUE_FRAME[2][3] = {{0x81, 1, '0'}, {0x81, 1, '1'}};
static const char HEALTHZ[] =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"status\":\"ok\"}";

static int poll_fd;
static struct peer **boards;
static int board_count, board_room, value;

/* ---- SHA-1 (RFC 3174) and base64, for Sec-WebSocket-Accept; the message is shorter than two blocks ---- */

static uint32_t rotate(uint32_t word, int bits) { return word << bits | word >> (32 - bits); }

static void sha1_block(uint32_t h[5], const uint8_t *block) {
    uint32_t w[80];
    for (int t = 0; t < 16; t++) {
        w[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 | (uint32_t)block[4 * t + 2] << 8 |
               block[4 * t + 3];
    }
    for (int t = 16; t < 80; t++) {
        w[t] = rotate(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
    }
    uint32_t a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
    for (int t = 0; t < 80; t++) {
        uint32_t f = t < 20 ? ((b & c) | (~b & d)) : t < 40 || t >= 60 ? (b ^ c ^ d) : ((b & c) | (b & d) | (c & d));
        uint32_t k = t < 20 ? 0x5A827999 : t < 40 ? 0x6ED9EBA1 : t < 60 ? 0x8F1BBCDC : 0xCA62C1D6;
        uint32_t next = rotate(a, 5) + f + e + w[t] + k;
        e = d, d = c, c = rotate(b, 30), b = a, a = next;
    }
    h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
}

static void accept_key(const char *key, char out[29]) {
    static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint8_t message[128] = {0};
    int length = snprintf((char *)message, 100, "%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key);
    message[length] = 0x80;
    message[126] = (uint8_t)(length * 8 >> 8);
    message[127] = (uint8_t)(length * 8);
    uint32_t h[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    sha1_block(h, message);
    sha1_block(h, message + 64);
    uint8_t digest[21] = {0};
    for (int i = 0; i < 20; i++) {
        digest[i] = (uint8_t)(h[i / 4] >> (24 - 8 * (i % 4)));
    }
    for (int i = 0; i < 7; i++) {
        uint32_t three = (uint32_t)digest[3 * i] << 16 | (uint32_t)digest[3 * i + 1] << 8 | digest[3 * i + 2];
        for (int j = 0; j < 4; j++) {
            out[4 * i + j] = ALPHABET[three >> (18 - 6 * j) & 63];
        }
    }
    out[27] = '=';
    out[28] = 0;
}

/* ---- peers ---- */

static void drop(struct peer *peer) {
    if (peer->state == BOARD) {
        boards[peer->index] = boards[--board_count];
        boards[peer->index]->index = peer->index;
    }
    close(peer->fd);
    free(peer);
}

/* Whether the peer is still there. */
static int take_head(struct peer *peer, char *head, ssize_t length) {
    head[length] = 0;
    if (strncmp(head, "GET /healthz ", 13) == 0) {
        return say(peer->fd, HEALTHZ, sizeof HEALTHZ - 1);
    }
    if (strncmp(head, "GET /control ", 13) == 0) {
        static const uint64_t NOTHING_TO_WRITE;
        peer->state = CONTROL;
        return say(peer->fd, &NOTHING_TO_WRITE, sizeof NOTHING_TO_WRITE);
    }
    char *key = strstr(head, "Sec-WebSocket-Key: ");
    if (key == NULL || length < 4 || memcmp(head + length - 4, "\r\n\r\n", 4) != 0) {
        die("a head came in pieces or without a key");
    }
    char accepted[29], answer[256];
    accept_key(key + 19, accepted);
    int bytes = snprintf(answer, sizeof answer,
                         "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                         "Sec-WebSocket-Protocol: arduino\r\nSec-WebSocket-Accept: %s\r\n\r\n",
                         accepted);
    peer->state = STRANGER;
    return say(peer->fd, answer, (size_t)bytes);
}

static int welcome(struct peer *peer) {
    if (board_count == board_room) {
        board_room = board_room * 2 + 1024;
        boards = room_for(boards, (size_t)board_room, sizeof *boards);
    }
    peer->state = BOARD;
    peer->index = board_count;
    boards[board_count++] = peer;
    return say(peer->fd, OK_FRAME[value], sizeof OK_FRAME[value]);
}

/* To a board that has gone too: that is read about. */
static void write_value(int index) { say(boards[index]->fd, VALUE_FRAME[value], sizeof VALUE_FRAME[value]); }

static int change(struct peer *control, const char *wanted, ssize_t count) {
    for (ssize_t i = 0; i < count; i++) {
        int64_t began = now();
        value = wanted[i] == '1';
        spread(board_count, write_value);
        uint64_t took = htobe64((uint64_t)(now() - began));
        if (!say(control->fd, &took, sizeof took)) {
            return 0;
        }
    }
    return 1;
}

static void read_from(struct peer *peer) {
    char in[4097];
    ssize_t got = read(peer->fd, in, sizeof in - 1);
    if (got <= 0) {
        if (got == 0 || errno != EAGAIN) {
            drop(peer);
        }
        return;
    }
    int stays = peer->state == HEAD       ? take_head(peer, in, got)
                : peer->state == STRANGER ? welcome(peer)
                : peer->state == CONTROL  ? change(peer, in, got)
                                          : 1; /* a board's pong */
    if (!stays) {
        drop(peer);
    }
}

static void accept_all(int server) {
    for (;;) {
        int fd = accept4(server, NULL, NULL, SOCK_NONBLOCK);
        if (fd < 0) {
            if (errno != EAGAIN && errno != ECONNABORTED) {
                die("accept: %s", strerror(errno));
            }
            return;
        }
        no_delay(fd);
        struct peer *peer = room_for(NULL, 1, sizeof *peer);
        *peer = (struct peer){.fd = fd};
        watch(poll_fd, EPOLL_CTL_ADD, fd, EPOLLIN, peer);
    }
}

int main(int count, char **arguments) {
    spread_prepare(count > 1 ? number("THREADS", arguments[1]) : 1);
    all_descriptors();
    signal(SIGPIPE, SIG_IGN);
    poll_fd = epoll_create1(0);
    int server = tcp_socket();
    struct sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    if (bind(server, (struct sockaddr *)&address, length) != 0 || listen(server, 4096) != 0) {
        die("cannot listen: %s", strerror(errno));
    }
    getsockname(server, (struct sockaddr *)&address, &length);
    static char listener;
    watch(poll_fd, EPOLL_CTL_ADD, server, EPOLLIN, &listener);
    tell_caller("listening address=127.0.0.1:%d", ntohs(address.sin_port));
    struct epoll_event events[EVENTS];
    for (;;) {
        int ready = epoll_wait(poll_fd, events, EVENTS, -1);
        for (int i = 0; i < ready; i++) {
            if (events[i].data.ptr == &listener) {
                accept_all(server);
            } else {
                read_from(events[i].data.ptr);
            }
        }
    }
}
