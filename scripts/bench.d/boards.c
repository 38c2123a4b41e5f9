/*
 * The boards of the benchmark, as cheap as they can be: one thread, epoll, two small fields a board, every byte they say made
 * once for all. They check less than the simulator's boards do; they are there to be many.
 *
 *     GONE --> CONNECTING --> ASKING --101--> AUTH_SENT --OK--> IN --1 or 0--> IN ...
 *
 * Invariant: tally.have is the number of boards that are not GONE and show the wanted value.
 */
#include "common.h"
#include "boards.h"

#define OPEN_AT_ONCE 64
#define UNKNOWN (-1)

enum state { GONE, CONNECTING, ASKING, AUTH_SENT, IN };

struct board {
    int fd;
    signed char state;
    signed char shown;
};

struct tally tally;
static struct board *boards;
static int poll_fd, port, in_flight, unanswered, wanted;
static char upgrade[1024], authentication[256];
static size_t upgrade_length, authentication_length;

static const uint8_t PONG[] = {0x8A, 0x80, 1, 2, 3, 4};

void boards_prepare(int poll, int to_port, const char *path, const char *token, int size, int most_unanswered) {
    poll_fd = poll;
    port = to_port;
    in_flight = most_unanswered;
    tally.size = size;
    boards = room_for(NULL, (size_t)size, sizeof *boards);
    memset(boards, 0, (size_t)size * sizeof *boards);
    upgrade_length = (size_t)snprintf(upgrade, sizeof upgrade,
                                      "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: Upgrade\r\n"
                                      "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                      "Sec-WebSocket-Key: cG9yY2hsaWdodC1iZW5jaA==\r\n"
                                      "Sec-WebSocket-Protocol: arduino\r\nOrigin: file://\r\n"
                                      "User-Agent: arduino-WebSocket-Client\r\n\r\n",
                                      path, port);
    size_t length = strlen(token) + 5;
    if (length > 125 || upgrade_length >= sizeof upgrade) {
        die("the token or the path is too long");
    }
    static const uint8_t MASK[4] = {0x12, 0x34, 0x56, 0x78};
    char plain[128];
    snprintf(plain, sizeof plain, "AUTH:%s", token);
    authentication[0] = (char)0x81;
    authentication[1] = (char)(0x80 | length);
    memcpy(authentication + 2, MASK, 4);
    for (size_t i = 0; i < length; i++) {
        authentication[6 + i] = (char)(plain[i] ^ MASK[i % 4]);
    }
    authentication_length = 6 + length;
}

static void leave(struct board *board) {
    unanswered -= board->state == CONNECTING || board->state == ASKING;
    tally.have -= board->shown == wanted;
    board->state = GONE;
    board->shown = UNKNOWN;
    close(board->fd);
}

static void lose(struct board *board) {
    leave(board);
    tally.lost++;
}

static void open_board(struct board *board) {
    board->fd = tcp_socket();
    struct linger no_goodbye = {.l_onoff = 1}; /* a board that loses its power says none */
    setsockopt(board->fd, SOL_SOCKET, SO_LINGER, &no_goodbye, sizeof no_goodbye);
    no_delay(board->fd);
    board->shown = UNKNOWN;
    board->state = CONNECTING;
    unanswered++;
    struct sockaddr_in address = loopback(port);
    if (connect(board->fd, (struct sockaddr *)&address, sizeof address) != 0 && errno != EINPROGRESS) {
        die("connect: %s", strerror(errno));
    }
    watch(poll_fd, EPOLL_CTL_ADD, board->fd, EPOLLOUT, board);
}

static void ask(struct board *board) {
    int error = 0;
    socklen_t length = sizeof error;
    getsockopt(board->fd, SOL_SOCKET, SO_ERROR, &error, &length);
    if (error != 0 || !say(board->fd, upgrade, upgrade_length)) {
        lose(board);
        return;
    }
    board->state = ASKING;
    watch(poll_fd, EPOLL_CTL_MOD, board->fd, EPOLLIN, board);
}

static void take_answer(struct board *board, const char *in, ssize_t length) {
    /* On loopback the short answer comes in one piece, and nothing after it before the token. */
    if (length < 16 || memcmp(in + 9, "101", 3) != 0 || memcmp(in + length - 4, "\r\n\r\n", 4) != 0) {
        die("a board was not let in, or a 101 came in pieces: %.60s", in);
    }
    unanswered--;
    board->state = AUTH_SENT;
    if (!say(board->fd, authentication, authentication_length)) {
        lose(board);
    }
}

static void take_value(struct board *board, int value) {
    if (value == wanted && board->shown != value) {
        tally.last_at = now();
        tally.have++;
        if (tally.first_at == 0) {
            tally.first_at = tally.last_at;
        }
    } else if (value != wanted && board->shown == wanted) {
        tally.have--;
    }
    board->shown = (signed char)value;
}

static void take_frames(struct board *board, const uint8_t *in, ssize_t length) {
    while (length > 0 && board->state != GONE) {
        if (length < 2 || in[1] > length - 2) {
            die("a frame came in pieces, which the fleet cannot read");
        }
        int head = in[0], payload = in[1];
        if (head == 0x89 && payload < 126) {
            if (!say(board->fd, PONG, sizeof PONG)) {
                lose(board);
            }
        } else if (head == 0x81 && payload == 1 && (in[2] == '0' || in[2] == '1')) {
            take_value(board, in[2] - '0');
        } else if (head == 0x81 && payload == 2 && in[2] == 'O') {
            board->state = IN;
        } else {
            die("a board got something other than OK, 1, 0 and pings");
        }
        in += 2 + payload;
        length -= 2 + payload;
    }
}

static void ready(struct board *board) {
    if (board->state == CONNECTING) {
        ask(board);
        return;
    }
    char in[512];
    ssize_t got = read(board->fd, in, sizeof in - 1);
    if (got <= 0) {
        if (got == 0 || errno != EAGAIN) {
            lose(board);
        }
        return;
    }
    in[got] = 0;
    if (board->state == ASKING) {
        take_answer(board, in, got);
    } else {
        take_frames(board, (const uint8_t *)in, got);
    }
}

int boards_serve(int64_t deadline) {
    struct epoll_event events[EVENTS];
    int64_t left = deadline < 0 ? -1 : (deadline - now()) / MILLISECOND + 1;
    int count = epoll_wait(poll_fd, events, EVENTS, left < -1 ? 0 : (int)left);
    int told = 0;
    for (int i = 0; i < count; i++) {
        if (events[i].data.ptr != NULL) {
            ready(events[i].data.ptr);
        } else {
            told = 1; /* obeyed when all boards of this turn are served: it may be to cut them */
        }
    }
    return told;
}

void boards_cut(void) {
    for (int i = 0; i < tally.size; i++) {
        if (boards[i].state != GONE) {
            leave(&boards[i]);
        }
    }
}

void boards_want(int value) {
    wanted = value;
    tally.have = 0;
    tally.first_at = tally.last_at = 0;
    for (int i = 0; i < tally.size; i++) {
        tally.have += boards[i].state != GONE && boards[i].shown == value;
    }
}

/* Serves while connecting; 0 when a board was lost or time is up. */
static int connecting(int64_t deadline) {
    if (boards_serve(deadline)) {
        die("told something, or left alone, in the midst of a connect");
    }
    return tally.lost == 0 && now() < deadline;
}

int boards_connect(int value, int64_t deadline, struct storm *storm) {
    storm->began = now();
    boards_cut();
    storm->cut_at = now();
    tally.lost = unanswered = 0;
    boards_want(value);
    for (int i = 0; i < tally.size; i++) {
        open_board(&boards[i]);
        if (i % OPEN_AT_ONCE == OPEN_AT_ONCE - 1) {
            boards_serve(0);
            while (unanswered >= in_flight) {
                if (!connecting(deadline)) {
                    return 0;
                }
            }
        }
    }
    storm->opened_at = now();
    while (tally.have < tally.size) {
        if (!connecting(deadline)) {
            return tally.have == tally.size;
        }
    }
    return 1;
}
