/*
 * Keeps a number of connections busy with the same GET: each asks again when its answer is whole. One thread, no pipelining;
 * all answers have to be as long as the first.
 *
 *     http PORT PATH CONNECTIONS WARM-MS MEASURED-MS
 *
 * Says "measuring" when it is warm, and at the end "answered COUNT NANOS P50 P99 MAX CPU": how many, in how long, how long an
 * answer took, and what this process worked; all in nanoseconds. "error ..." and the end of the process: anything but a 200.
 */
#include "common.h"

#define ANSWER_MOST 8192

struct client {
    int fd;
    int received;
    int64_t asked_at;
};

static char request[1024];
static size_t request_length;
static int answer_length;
static uint32_t *took;
static size_t count, room;
static int measuring;

static void ask(struct client *client) {
    client->received = 0;
    client->asked_at = now();
    if (!say(client->fd, request, request_length)) {
        die("the server has closed");
    }
}

static void note(int64_t nanoseconds) {
    if (count == room) {
        room = room * 2 + 65536;
        took = room_for(took, room, sizeof *took);
    }
    took[count++] = nanoseconds > UINT32_MAX ? UINT32_MAX : (uint32_t)nanoseconds;
}

/* How long the whole answer is that begins here; 0 while its head is not there. */
static int whole_length(const char *in) {
    const char *body = strstr(in, "\r\n\r\n");
    if (body == NULL) {
        return 0;
    }
    const char *length = strcasestr(in, "\r\nContent-Length:");
    if (strncmp(in, "HTTP/1.1 200 ", 13) != 0 || length == NULL || length > body) {
        die("not a 200 with a length but %.40s", in);
    }
    return (int)(body + 4 - in) + atoi(length + 17);
}

static void ready(struct client *client) {
    static char in[ANSWER_MOST + 1];
    ssize_t got = read(client->fd, in, ANSWER_MOST);
    if (got <= 0) {
        if (got < 0 && errno == EAGAIN) {
            return;
        }
        die("the server closed instead of answering");
    }
    in[got] = 0;
    if (answer_length == 0 && (answer_length = whole_length(in)) == 0) {
        die("the first head came in pieces");
    }
    client->received += (int)got;
    if (client->received > answer_length) {
        die("an answer is of another length than the first");
    }
    if (client->received == answer_length) {
        if (measuring) {
            note(now() - client->asked_at);
        }
        ask(client);
    }
}

static void serve_until(int poll, int64_t end) {
    struct epoll_event events[EVENTS];
    for (int64_t left; (left = end - now()) > 0;) {
        int ready_now = epoll_wait(poll, events, EVENTS, (int)(left / MILLISECOND) + 1);
        for (int i = 0; i < ready_now; i++) {
            ready(events[i].data.ptr);
        }
    }
}

static int by_size(const void *one, const void *other) {
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
    return (a > b) - (a < b);
}

/* By nearest rank, as Samples.percentile does. */
static long long percentile(int percent) {
    return count == 0 ? 0 : took[(count * (size_t)percent + 99) / 100 - 1];
}

int main(int arguments_count, char **arguments) {
    if (arguments_count != 6) {
        die("usage: http PORT PATH CONNECTIONS WARM-MS MEASURED-MS");
    }
    all_descriptors();
    signal(SIGPIPE, SIG_IGN);
    int port = number("PORT", arguments[1]), connections = number("CONNECTIONS", arguments[3]);
    request_length = (size_t)snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", arguments[2], port);
    if (request_length >= sizeof request) {
        die("the path is too long");
    }
    int poll = epoll_create1(0);
    struct client *clients = room_for(NULL, (size_t)connections, sizeof *clients);
    struct sockaddr_in address = loopback(port);
    for (int i = 0; i < connections; i++) {
        clients[i].fd = socket(AF_INET, SOCK_STREAM, 0);
        if (clients[i].fd < 0 || connect(clients[i].fd, (struct sockaddr *)&address, sizeof address) != 0) {
            die("connect: %s", strerror(errno));
        }
        no_delay(clients[i].fd);
        watch(poll, EPOLL_CTL_ADD, clients[i].fd, EPOLLIN, &clients[i]);
        ask(&clients[i]);
    }
    serve_until(poll, now() + number("WARM-MS", arguments[4]) * MILLISECOND);
    tell_caller("measuring");
    measuring = 1;
    int64_t began = now(), worked_before = worked();
    serve_until(poll, began + number("MEASURED-MS", arguments[5]) * MILLISECOND);
    int64_t took_all = now() - began, worked_meanwhile = worked() - worked_before;
    qsort(took, count, sizeof *took, by_size);
    tell_caller("answered %zu %lld %lld %lld %lld %lld", count, (long long)took_all, percentile(50), percentile(99),
                percentile(100), (long long)worked_meanwhile);
    return 0;
}
