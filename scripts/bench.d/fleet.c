/*
 * A fleet of boards that is told what to do by lines on standard input and answers by lines on standard output.
 *
 *     fleet PORT PATH TOKEN BOARDS IN-FLIGHT
 *
 *     connect VALUE MS   cuts every board with a reset, connects all, at most IN-FLIGHT handshakes unanswered; once each was
 *                        let in and shows that value: "connected BEGAN CUT OPENED LAST CPU"
 *     want VALUE MS      "wanting" at once, and "all FIRST LAST CPU" when every board shows that value
 *     hold VALUE         the same without a deadline, "holding", but nothing is read before:
 *     go MS              "going BEGAN", and "all FIRST LAST CPU"
 *     cut                resets all, "cut"
 *
 * Times are nanoseconds of the monotonic clock, CPU is what this process has worked since the command. When time is up or,
 * while connecting, a board was lost: "late HAVE LOST". "error ..." and the end of the process: something else happened than a
 * board may expect. Ends with its standard input. One thread; nobody says the next command before the last was answered.
 */
#include "common.h"
#include "boards.h"

static int awaited; /* whether "all" or "late" has still to be said */
static int held;
static int64_t deadline = -1, worked_before;
static char commands[256];
static size_t commands_length;

static void late(void) {
    awaited = 0;
    deadline = -1;
    tell_caller("late %d %d", tally.have, tally.lost);
}

static void await_all(int milliseconds) {
    awaited = 1;
    deadline = now() + milliseconds * MILLISECOND;
    worked_before = worked();
}

static void connect_all(int value, int milliseconds) {
    struct storm storm;
    int64_t before = worked();
    if (boards_connect(value, now() + milliseconds * MILLISECOND, &storm)) {
        tell_caller("connected %lld %lld %lld %lld %lld", (long long)storm.began, (long long)storm.cut_at,
                    (long long)storm.opened_at, (long long)tally.last_at, (long long)(worked() - before));
    } else {
        late();
    }
}

static void obey(const char *command) {
    int value, milliseconds;
    if (sscanf(command, "connect %1d %d", &value, &milliseconds) == 2) {
        connect_all(value, milliseconds);
    } else if (sscanf(command, "want %1d %d", &value, &milliseconds) == 2) {
        boards_want(value);
        await_all(milliseconds);
        tell_caller("wanting");
    } else if (sscanf(command, "hold %1d", &value) == 1) {
        boards_want(value);
        held = 1;
        tell_caller("holding");
    } else if (sscanf(command, "go %d", &milliseconds) == 1) {
        held = 0;
        await_all(milliseconds);
        tell_caller("going %lld", (long long)now());
    } else if (strcmp(command, "cut") == 0) {
        boards_cut();
        tell_caller("cut");
    } else {
        die("no such command: %s", command);
    }
}

static void take_commands(void) {
    ssize_t got = read(STDIN_FILENO, commands + commands_length, sizeof commands - 1 - commands_length);
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
    if (commands_length == sizeof commands - 1) {
        die("a command is too long");
    }
}

int main(int count, char **arguments) {
    if (count != 6) {
        die("usage: fleet PORT PATH TOKEN BOARDS IN-FLIGHT");
    }
    all_descriptors();
    signal(SIGPIPE, SIG_IGN);
    int poll = epoll_create1(0);
    boards_prepare(poll, number("PORT", arguments[1]), arguments[2], arguments[3], number("BOARDS", arguments[4]),
                   number("IN-FLIGHT", arguments[5]));
    watch(poll, EPOLL_CTL_ADD, STDIN_FILENO, EPOLLIN, NULL);
    for (;;) {
        if (held || boards_serve(awaited ? deadline : -1)) {
            take_commands();
        }
        if (awaited && !held && tally.have == tally.size) {
            awaited = 0;
            tell_caller("all %lld %lld %lld", (long long)tally.first_at, (long long)tally.last_at,
                        (long long)(worked() - worked_before));
        } else if (awaited && now() >= deadline) {
            late();
        }
    }
}
