/* What floor.c, fleet.c and http.c share: epoll, sockets of 127.0.0.1, and the clock of Java's System.nanoTime(). */
#ifndef COMMON_H
#define COMMON_H

#define _GNU_SOURCE
#include <endian.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define EVENTS 512
#define SECOND 1000000000LL
#define MILLISECOND 1000000LL

/* A line of its own, seen at once by whoever reads the other end of a pipe. */
__attribute__((format(printf, 1, 2))) static inline void tell_caller(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    fflush(stdout);
}

#define die(...)                                                                                                               \
    do {                                                                                                                       \
        tell_caller("error " __VA_ARGS__);                                                                                     \
        exit(1);                                                                                                               \
    } while (0)

static inline int64_t nanos(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * SECOND + time.tv_nsec;
}

/* HotSpot's nanoTime on Linux is this clock too, so times of both may be compared. */
static inline int64_t now(void) { return nanos(CLOCK_MONOTONIC); }

/* What this process has worked so far. */
static inline int64_t worked(void) { return nanos(CLOCK_PROCESS_CPUTIME_ID); }

static inline void all_descriptors(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/* A number from 1 up, or the end. */
static inline int number(const char *name, const char *text) {
    char *end;
    long value = strtol(text, &end, 10);
    if (*text == 0 || *end != 0 || value < 1 || value > 1000000000) {
        die("%s is a number from 1 up, not %s", name, text);
    }
    return (int)value;
}

static inline void *room_for(void *old, size_t count, size_t size) {
    void *room = reallocarray(old, count, size);
    if (room == NULL) {
        die("no memory for %zu times %zu bytes", count, size);
    }
    return room;
}

static inline struct sockaddr_in loopback(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static inline int tcp_socket(void) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (fd < 0) {
        die("socket: %s", strerror(errno));
    }
    return fd;
}

static inline void no_delay(int fd) {
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

static inline void watch(int poll, int operation, int fd, uint32_t events, void *owner) {
    struct epoll_event event = {.events = events, .data.ptr = owner};
    if (epoll_ctl(poll, operation, fd, &event) != 0) {
        die("epoll_ctl: %s", strerror(errno));
    }
}

/* All of it, or 0 when the peer has gone. What is written here is short and its reader fast, so a full socket is an error. */
static inline int say(int fd, const void *bytes, size_t length) {
    if (write(fd, bytes, length) == (ssize_t)length) {
        return 1;
    }
    if (errno != ECONNRESET && errno != EPIPE) {
        die("a peer did not take %zu bytes: %s", length, strerror(errno));
    }
    return 0;
}

#endif
