/*
 * The boards of the benchmark, as cheap as they can be: one thread, epoll, two small fields a board, every byte they say made
 * once for all. They check less than the simulator's boards do; they are there to be many.
 *
 *     fleet PORT TOKEN BOARDS IN-FLIGHT
 *
 * Told by lines on standard input, answered by lines on standard output; times are nanoseconds of the monotonic clock.
 *
 *     connect 0|1    cuts every board with a reset, connects all, at most IN-FLIGHT handshakes unanswered, and answers
 *                    "connected BEGAN CUT OPENED LAST CPU LOST" once each was let in and shows that value
 *     want 0|1       answers "wanting", and "all FIRST LAST CPU LOST" once each board shows that value
 *     cut            resets all, answers "cut"
 *
 * CPU is what this process has worked since the command. "error …" and the end of the process: something else happened than
 * a board may expect. Ends with its standard input.
 */
#include "common.h"

#define OPEN_AT_ONCE 64
#define UNKNOWN (-1)

enum state { GONE, CONNECTING, ASKING, AUTH_SENT, IN };

struct board {
    int fd;
    signed char state;
    signed char shown;
};

static struct board *boards;
static int size, in_flight, port, poll_fd;
static int wanted, have, unanswered, lost, told_all = 1;
static int64_t first_at, last_at, cpu_before;
static char upgrade[512], authentication[512];
static size_t upgrade_length, authentication_length;
static char commands[256];
static size_t commands_length;

static const char PONG[] = {'\x8A', '\x80', 1, 2, 3, 4};

static int64_t cpu(void) { return nanos(CLOCK_PROCESS_CPUTIME_ID) - cpu_before; }

static void prepare(const char *token) {
    upgrade_length = (size_t)snprintf(upgrade, sizeof upgrade,
                                      "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: Upgrade\r\n"
                                      "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                      "Sec-WebSocket-Key: cG9yY2hsaWdodC1iZW5jaA==\r\n"
                                      "Sec-WebSocket-Protocol: arduino\r\nOrigin: file://\r\n"
                                      "User-Agent: arduino-WebSocket-Client\r\n\r\n",
                                      port);
    size_t length = strlen(token) + 5;
    if (length > 125) {
        die("the token is too long");
    }
    static const char MASK[4] = {0x12, 0x34, 0x56, 0x78};
    char plain[128];
    snprintf(plain, sizeof plain, "AUTH:%s", token);
    authentication[0] = '\x81';
    authentication[1] = (char)(0x80 | length);
    memcpy(authentication + 2, MASK, 4);
    for (size_t i = 0; i < length; i++) {
        authentication[6 + i] = plain[i] ^ MASK[i % 4];
    }
    authentication_length = 6 + length;
}

static void ask(struct board *board) {
    say(board->fd, upgrade, upgrade_length);
    board->state = ASKING;
    watch(poll_fd, EPOLL_CTL_MOD, board->fd, EPOLLIN, board);
}

static void open_board(struct board *board) {
    board->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (board->fd < 0) {
        die("socket: %s", strerror(errno));
    }
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

static void lose(struct board *board) {
    close(board->fd);
    board->state = GONE;
    lost++;
}

static void take_answer(struct board *board, const char *in, ssize_t length) {
    /* On loopback the short answer comes in one piece, and nothing after it before the token. */
    if (length < 16 || memcmp(in + 9, "101", 3) != 0 || memcmp(in + length - 4, "\r\n\r\n", 4) != 0) {
        die("a board was not let in, or a 101 came in pieces: %.60s", in);
    }
    say(board->fd, authentication, authentication_length);
    board->state = AUTH_SENT;
    unanswered--;
}

static void take_value(struct board *board, int value) {
    if (value == wanted && board->shown != value) {
        last_at = now();
        if (have++ == 0) {
            first_at = last_at;
        }
    } else if (value != wanted && board->shown == wanted) {
        have--;
    }
    board->shown = (signed char)value;
}

static void take_frames(struct board *board, const char *in, ssize_t length) {
    while (length > 0) {
        if (length < 2 || in[1] > length - 2) {
            die("a frame came in pieces, which the fleet cannot read");
        }
        int opcode = in[0] & 0x0F, payload = in[1];
        if (opcode == 9) {
            say(board->fd, PONG, sizeof PONG);
        } else if (opcode == 1 && payload == 1) {
            take_value(board, in[2] - '0');
        } else if (opcode == 1 && payload == 2 && in[2] == 'O') {
            board->state = IN;
        } else {
            die("a board got something other than OK, 1, 0 and pings");
        }
        in += 2 + payload;
        length -= 2 + payload;
    }
}

static void ready(struct board *board) {
    if (board->state == GONE) {
        return; /* cut by a command that was ready in the same turn */
    }
    if (board->state == CONNECTING) {
        int error = 0;
        socklen_t length = sizeof error;
        getsockopt(board->fd, SOL_SOCKET, SO_ERROR, &error, &length);
        if (error != 0) {
            lose(board);
        } else {
            ask(board);
        }
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
        take_frames(board, in, got);
    }
}

static void take_commands(void);

/* Serves whoever is ready, waiting so many milliseconds for the first; -1 waits for ever. */
static void serve(int wait, int with_commands) {
    struct epoll_event events[EVENTS];
    int count = epoll_wait(poll_fd, events, EVENTS, wait);
    for (int i = 0; i < count; i++) {
        if (events[i].data.ptr != NULL) {
            ready(events[i].data.ptr);
        } else if (with_commands) {
            take_commands();
        } else {
            die("told something in the midst of a connect");
        }
    }
}

static void cut(void) {
    for (int i = 0; i < size; i++) {
        if (boards[i].state != GONE) {
            close(boards[i].fd);
            boards[i].state = GONE;
        }
    }
}

static void want(int value) {
    wanted = value;
    have = 0;
    for (int i = 0; i < size; i++) {
        have += boards[i].state != GONE && boards[i].shown == value;
    }
}

static void connect_all(int value) {
    cpu_before = 0;
    cpu_before = cpu();
    int64_t began = now();
    cut();
    int64_t cut_at = now();
    lost = unanswered = 0;
    want(value);
    for (int i = 0; i < size; i++) {
        open_board(&boards[i]);
        if (i % OPEN_AT_ONCE == OPEN_AT_ONCE - 1) {
            serve(0, 0);
            while (unanswered >= in_flight) {
                serve(-1, 0);
            }
        }
    }
    int64_t opened_at = now();
    while (have < size) {
        serve(-1, 0);
        if (lost > 0) {
            die("%d boards were lost while connecting, %d of %d have their value", lost, have, size);
        }
    }
    printf("connected %lld %lld %lld %lld %lld %d\n", (long long)began, (long long)cut_at, (long long)opened_at,
           (long long)last_at, (long long)cpu(), lost);
    fflush(stdout);
}

static void obey(const char *command) {
    if (strncmp(command, "connect ", 8) == 0) {
        connect_all(command[8] - '0');
    } else if (strncmp(command, "want ", 5) == 0) {
        cpu_before = 0;
        cpu_before = cpu();
        want(command[5] - '0');
        told_all = 0;
        printf("wanting\n");
        fflush(stdout);
    } else if (strcmp(command, "cut") == 0) {
        cut();
        printf("cut\n");
        fflush(stdout);
    } else {
        die("no such command: %s", command);
    }
}

static void take_commands(void) {
    ssize_t got = read(0, commands + commands_length, sizeof commands - 1 - commands_length);
    if (got <= 0) {
        exit(0);
    }
    commands_length += (size_t)got;
    commands[commands_length] = 0;
    char *end;
    while ((end = strchr(commands, '\n')) != NULL) {
        *end = 0;
        obey(commands);
        commands_length -= (size_t)(end + 1 - commands);
        memmove(commands, end + 1, commands_length + 1);
    }
}

int main(int count, char **arguments) {
    if (count != 5) {
        die("usage: fleet PORT TOKEN BOARDS IN-FLIGHT");
    }
    all_descriptors();
    signal(SIGPIPE, SIG_IGN);
    port = atoi(arguments[1]);
    size = atoi(arguments[3]);
    in_flight = atoi(arguments[4]);
    prepare(arguments[2]);
    boards = calloc((size_t)size, sizeof *boards);
    poll_fd = epoll_create1(0);
    watch(poll_fd, EPOLL_CTL_ADD, 0, EPOLLIN, NULL);
    for (;;) {
        serve(-1, 1);
        if (!told_all && have == size) {
            told_all = 1;
            printf("all %lld %lld %lld %d\n", (long long)first_at, (long long)last_at, (long long)cpu(), lost);
            fflush(stdout);
        }
    }
}
