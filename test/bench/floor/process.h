/* What another process has used so far. */
#ifndef PROCESS_H
#define PROCESS_H

/* CPU time of all threads in microseconds, as the scheduler counts it (nanoseconds, not ticks). */
double process_cpu_us(int pid);

/* Resident memory in KB. */
long process_rss_kb(int pid);

#endif
