/* Many boards on one epoll descriptor, see boards.c. */
#ifndef BOARDS_H
#define BOARDS_H

#include <stdint.h>

/* Boards, how many of them show the value that is wanted, and how many the server has cut off since the last connect. */
struct tally {
    int size, have, lost;
    int64_t first_at, last_at; /* when the first and the last board got it; 0 before */
};

/* When a storm began, when the last board was cut, and when the last one had begun to connect. */
struct storm {
    int64_t began, cut_at, opened_at;
};

extern struct tally tally;

void boards_prepare(int poll, int port, const char *path, const char *token, int size, int in_flight);

/* From here on boards that get this value are counted. */
void boards_want(int value);

/* Cuts every board with a reset. */
void boards_cut(void);

/* Cuts all, connects all, and waits until each was let in and shows that value; 0 when that failed or took too long. */
int boards_connect(int value, int64_t deadline, struct storm *storm);

/* Serves whoever is ready, and waits for the first until the deadline; -1 waits for ever. Whether standard input is ready. */
int boards_serve(int64_t deadline);

#endif
