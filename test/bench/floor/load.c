/* The load: many WebSocket clients in one epoll thread. Connects them, triggers rounds of fan-out, prints one line of JSON. */
#define _GNU_SOURCE
#include "client.h"
#include "process.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAX_EVENTS = 512, MAX_ROUNDS = 100, CONNECT_LIMIT_MS = 90000, ROUND_LIMIT_MS = 8000, GAP_MS = 150, SETTLE_MS = 1000 };

/* All counts; payload is the size of the message that the trigger carries, for servers that send it on. */
static struct {
  int port, pid, clients, expect, rounds, as_device, payload, in_flight, collect;
} options = {.clients = 1000, .rounds = 11, .payload = 300, .in_flight = 256};

static crowd all;
static client *clients;

static void pump(int wait_ms) {
  struct epoll_event events[MAX_EVENTS];
  int ready = epoll_wait(all.epoll, events, MAX_EVENTS, wait_ms);
  for (int i = 0; i < ready; i++) client_event(&all, events[i].data.ptr);
}

static void pump_for(int ms) {
  uint64_t end = now_ns() + ms * 1000000ull;
  while (now_ns() < end) pump(10);
}

/* Never more in flight than asked for, so that the listen queue does not decide the result. */
static double connect_all(void) {
  uint64_t start = now_ns(), limit = start + CONNECT_LIMIT_MS * 1000000ull;
  int started = 0;
  while (all.ready + all.dead < options.clients && now_ns() < limit) {
    while (started < options.clients && started - all.ready - all.dead < options.in_flight) {
      client_open(&all, &clients[started++]);
    }
    pump(5);
  }
  return (now_ns() - start) / 1e6;
}

static int open_trigger(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(options.port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
    perror("trigger");
    exit(1);
  }
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return fd;
}

static void pull(int trigger) {
  char request[8192], answer[1024];
  int length = snprintf(request, sizeof request, "POST /go HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n", options.payload);
  memset(request + length, 'x', options.payload);
  while (recv(trigger, answer, sizeof answer, MSG_DONTWAIT) > 0) continue;
  send(trigger, request, length + options.payload, MSG_NOSIGNAL);
}

/* One fan-out: until everyone expected has heard it. Returns the number of clients that did not. */
static int run_round(int trigger, double *cpu_us, double *last_ms) {
  for (int i = 0; i < options.clients; i++) clients[i].heard_ns = 0;
  all.heard = 0;
  double cpu_before = process_cpu_us(options.pid);
  uint64_t start = now_ns(), last = start;
  pull(trigger);
  while (all.heard < options.expect && now_ns() < start + ROUND_LIMIT_MS * 1000000ull) pump(20);
  for (int i = 0; i < options.clients; i++) last = clients[i].heard_ns > last ? clients[i].heard_ns : last;
  /* What the server still has to do for this round belongs to it. */
  pump_for(GAP_MS);
  *cpu_us = process_cpu_us(options.pid) - cpu_before;
  *last_ms = (last - start) / 1e6;
  return options.expect - all.heard;
}

static void print_list(const char *name, const double *values, int count) {
  printf(",\"%s\":[", name);
  for (int i = 0; i < count; i++) printf("%s%.3f", i ? "," : "", values[i]);
  printf("]");
}

static void read_options(int count, char **words) {
  struct { const char *name; int *value; } known[] = {
      {"--port", &options.port}, {"--pid", &options.pid}, {"--clients", &options.clients}, {"--expect", &options.expect},
      {"--rounds", &options.rounds}, {"--device", &options.as_device}, {"--payload", &options.payload},
      {"--in-flight", &options.in_flight}, {"--collect", &options.collect}};
  for (int i = 1; i + 1 < count; i += 2) {
    for (unsigned k = 0; k < sizeof known / sizeof *known; k++) {
      if (strcmp(words[i], known[k].name) == 0) *known[k].value = atoi(words[i + 1]);
    }
  }
  if (options.expect == 0) options.expect = options.clients;
  if (options.port == 0 || options.pid == 0 || options.rounds > MAX_ROUNDS || options.payload > 4096) {
    fprintf(stderr, "load --port N --pid N [--clients N --expect N --rounds N --device 0|1 --payload N --in-flight N --collect 0|1]\n");
    exit(2);
  }
}

int main(int count, char **words) {
  static double cpu_us[MAX_ROUNDS], last_ms[MAX_ROUNDS];
  read_options(count, words);
  all = (crowd){.port = options.port, .as_device = options.as_device, .epoll = epoll_create1(0)};
  clients = calloc(options.clients, sizeof *clients);
  for (int i = 0; i < options.clients; i++) clients[i].index = i;
  long rss_before = process_rss_kb(options.pid);
  double cpu_before = process_cpu_us(options.pid);
  double connect_ms = connect_all();
  double connect_cpu_us = process_cpu_us(options.pid) - cpu_before;
  /* A server with a garbage collector runs it on this signal, so that memory is what is held, not what is left over. */
  if (options.collect) kill(options.pid, SIGUSR2);
  pump_for(SETTLE_MS);
  long rss_idle = process_rss_kb(options.pid);
  int lost = 0, trigger = open_trigger();
  for (int i = 0; i < options.rounds; i++) lost += run_round(trigger, &cpu_us[i], &last_ms[i]);
  printf("{\"clients\":%d,\"ready\":%d,\"lost\":%d,\"connectMs\":%.1f,\"connectCpuUs\":%.1f,\"rssBeforeKb\":%ld,\"rssIdleKb\":%ld",
         options.clients, all.ready, lost, connect_ms, connect_cpu_us, rss_before, rss_idle);
  print_list("cpuUs", cpu_us, options.rounds);
  print_list("lastMs", last_ms, options.rounds);
  printf("}\n");
  return all.ready == options.clients && lost == 0 ? 0 : 1;
}
