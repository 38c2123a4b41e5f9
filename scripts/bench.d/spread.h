/* Does the same for every number from 0 to COUNT - 1, by several threads at once. */
#ifndef SPREAD_H
#define SPREAD_H

/* Starts all but one of the threads, the caller's being that one. */
void spread_prepare(int threads);

/* Returns when it has been done for all. The caller's thread alone, one after the other. */
void spread(int count, void (*each)(int index));

#endif
