/*
 * Helpers wait until they are told to begin, then they and the caller take chunks until none is left. The caller waits for the
 * chunks that are in work, and not for a helper that has got no processor yet: what it looks at when it comes is `opened`, after
 * it has said that it is at work. Nothing here ends: the program does.
 */
#include "common.h"
#include "spread.h"
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdatomic.h>

#define CHUNK 32

static int helpers, count;
static void (*each)(int index);
static sem_t begin;
static atomic_int next, opened, at_work;

static void take_chunks(void) {
    for (int from = atomic_fetch_add(&next, CHUNK); from < count; from = atomic_fetch_add(&next, CHUNK)) {
        int to = from + CHUNK < count ? from + CHUNK : count;
        for (int i = from; i < to; i++) {
            each(i);
        }
    }
}

static void *help(void *nothing) {
    for (;;) {
        if (sem_wait(&begin) == 0) {
            atomic_fetch_add(&at_work, 1);
            if (atomic_load(&opened)) {
                take_chunks();
            }
            atomic_fetch_sub(&at_work, 1);
        }
    }
    return nothing;
}

void spread_prepare(int threads) {
    helpers = threads - 1;
    sem_init(&begin, 0, 0);
    for (int i = 0; i < helpers; i++) {
        pthread_t thread;
        int failed = pthread_create(&thread, NULL, help, NULL);
        if (failed != 0) {
            die("pthread_create: %s", strerror(failed));
        }
    }
}

void spread(int to, void (*what)(int index)) {
    count = to;
    each = what;
    atomic_store(&next, 0);
    atomic_store(&opened, 1);
    for (int i = 0; i < helpers; i++) {
        sem_post(&begin);
    }
    take_chunks();
    atomic_store(&opened, 0);
    while (atomic_load(&at_work) > 0) {
        sched_yield();
    }
}
