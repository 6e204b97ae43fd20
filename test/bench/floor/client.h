/* One WebSocket client of the load generator; as a device it proves an Ed25519 key of its own. */
#ifndef CLIENT_H
#define CLIENT_H

#include <stdint.h>

typedef enum { CONNECTING, UPGRADING, AWAITING_HELLO, AWAITING_TOKEN, READY, DEAD } client_state;

typedef struct {
  int index;
  int fd;
  client_state state;
  unsigned char *buffer;
  int length;
  int capacity;
  /* When the first message of this round came, in nanoseconds; 0: not yet. */
  uint64_t heard_ns;
} client;

typedef struct {
  int port;
  /* Whether to speak the device protocol, or to be ready after the upgrade. */
  int as_device;
  int ready;
  int dead;
  int heard;
  int epoll;
} crowd;

uint64_t now_ns(void);
void client_open(crowd *all, client *self);
/* Something happened on the client's socket. */
void client_event(crowd *all, client *self);

#endif
