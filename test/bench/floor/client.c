/* The client's states: connect, upgrade, prove the key, count messages. */
#define _GNU_SOURCE
#include "client.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_CAPACITY = 4096, SIGNATURE_BYTES = 64, NONCE_LENGTH = 43, OPCODE_TEXT = 1, OPCODE_CLOSE = 8, OPCODE_PING = 9 };

uint64_t now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000ull + time.tv_nsec;
}

static void die(crowd *all, client *self, const char *why) {
  if (self->state == DEAD) return;
  /* One is enough to know. */
  if (all->dead == 0) fprintf(stderr, "client %d: %s\n", self->index, why);
  if (self->state == READY) all->ready--;
  all->dead++;
  self->state = DEAD;
  close(self->fd);
}

void client_open(crowd *all, client *self) {
  self->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(all->port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  self->state = CONNECTING;
  if (self->fd < 0 || (connect(self->fd, (struct sockaddr *)&address, sizeof address) < 0 && errno != EINPROGRESS)) {
    perror("connect");
    exit(1);
  }
  struct epoll_event event = {.events = EPOLLIN | EPOLLOUT, .data.ptr = self};
  epoll_ctl(all->epoll, EPOLL_CTL_ADD, self->fd, &event);
}

static void start_upgrade(crowd *all, client *self) {
  char request[512];
  int one = 1;
  setsockopt(self->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = self};
  epoll_ctl(all->epoll, EPOLL_CTL_MOD, self->fd, &event);
  int length = snprintf(request, sizeof request,
                        "GET /device/v1 HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n%s\r\n",
                        all->as_device ? "Sec-WebSocket-Protocol: continuity.device.v1\r\n" : "");
  send(self->fd, request, length, MSG_NOSIGNAL);
  self->state = UPGRADING;
}

/* Masked with zeros, as the mask costs the generator and tells the server nothing. */
static void send_frame(client *self, int opcode, const char *payload, int length) {
  unsigned char frame[2048] = {0x80 | opcode};
  int head = length < 126 ? 6 : 8;
  frame[1] = 0x80 | (length < 126 ? length : 126);
  if (length >= 126) {
    frame[2] = length >> 8;
    frame[3] = length;
  }
  memset(frame + head - 4, 0, 4);
  memcpy(frame + head, payload, length);
  send(self->fd, frame, head + length, MSG_NOSIGNAL);
}

/* The value of a string field of flat JSON, copied; the service writes no escapes into these fields. */
static int field(const char *json, const char *name, char *value, int size) {
  char key[64];
  snprintf(key, sizeof key, "\"%s\":\"", name);
  const char *start = strstr(json, key);
  if (start == NULL) return 0;
  start += strlen(key);
  const char *end = strchr(start, '"');
  if (end == NULL || end - start >= size) return 0;
  memcpy(value, start, end - start);
  value[end - start] = 0;
  return 1;
}

/* base64url of the Ed25519 signature over text, by the key whose seed is SHA-256 of the device's id. */
static void sign(const char *device_id, const char *text, char *encoded) {
  unsigned char seed[SHA256_DIGEST_LENGTH], signature[SIGNATURE_BYTES];
  size_t length = sizeof signature;
  SHA256((const unsigned char *)device_id, strlen(device_id), seed);
  EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, sizeof seed);
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  EVP_DigestSignInit(context, NULL, NULL, NULL, key);
  EVP_DigestSign(context, signature, &length, (const unsigned char *)text, strlen(text));
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(key);
  int size = EVP_EncodeBlock((unsigned char *)encoded, signature, sizeof signature);
  while (size > 0 && encoded[size - 1] == '=') encoded[--size] = 0;
  for (char *c = encoded; *c; c++) *c = *c == '+' ? '-' : *c == '/' ? '_' : *c;
}

static void authenticate(crowd *all, client *self, const char *hello) {
  char service_id[256], nonce[NONCE_LENGTH + 1], device_id[32], text[512], signature[128], message[1024];
  if (!field(hello, "serviceId", service_id, sizeof service_id) || !field(hello, "nonce", nonce, sizeof nonce)) {
    return die(all, self, "hello without service or nonce");
  }
  snprintf(device_id, sizeof device_id, "device-%d", self->index);
  snprintf(text, sizeof text, "continuity.device.v1\n%s\n%s\n%s", service_id, device_id, nonce);
  sign(device_id, text, signature);
  int length = snprintf(message, sizeof message,
                        "{\"type\":\"authenticate\",\"deviceId\":\"%s\",\"nonce\":\"%s\",\"signature\":\"%s\","
                        "\"appVersion\":\"0.1.0\",\"signedIn\":true,\"cachedMode\":true}",
                        device_id, nonce, signature);
  send_frame(self, OPCODE_TEXT, message, length);
  self->state = AWAITING_TOKEN;
}

static void become_ready(crowd *all, client *self) {
  self->state = READY;
  all->ready++;
}

static void take_message(crowd *all, client *self, char *payload, int length) {
  char after = payload[length];
  payload[length] = 0;
  if (self->state == AWAITING_HELLO) authenticate(all, self, payload);
  else if (self->state == AWAITING_TOKEN && strstr(payload, "\"type\":\"token\"") != NULL) become_ready(all, self);
  else if (self->state == READY && self->heard_ns == 0) {
    self->heard_ns = now_ns();
    all->heard++;
  }
  payload[length] = after;
}

/* Takes one frame from the front of the buffer; 0 when there is none. */
static int take_frame(crowd *all, client *self) {
  unsigned char *bytes = self->buffer;
  if (self->length < 4) return 0;
  int payload = bytes[1] & 0x7f, head = 2;
  if (payload == 126) {
    payload = bytes[2] << 8 | bytes[3];
    head = 4;
  }
  int whole = head + payload;
  if (self->length < whole) return 0;
  int opcode = bytes[0] & 15;
  if (opcode == OPCODE_PING) send_frame(self, 10, (char *)bytes + head, payload);
  else if (opcode == OPCODE_CLOSE) die(all, self, "closed by the service");
  else take_message(all, self, (char *)bytes + head, payload);
  self->length -= whole;
  memmove(bytes, bytes + whole, self->length);
  return self->state != DEAD;
}

static int take_upgrade(crowd *all, client *self) {
  self->buffer[self->length] = 0;
  char *end = strstr((char *)self->buffer, "\r\n\r\n");
  if (end == NULL) return 0;
  if (strncmp((char *)self->buffer, "HTTP/1.1 101", 12) != 0) {
    die(all, self, "not upgraded");
    return 0;
  }
  int head = end + 4 - (char *)self->buffer;
  self->length -= head;
  memmove(self->buffer, self->buffer + head, self->length);
  if (all->as_device) self->state = AWAITING_HELLO;
  else become_ready(all, self);
  return 1;
}

void client_event(crowd *all, client *self) {
  if (self->state == DEAD) return;
  if (self->state == CONNECTING) return start_upgrade(all, self);
  if (self->capacity - self->length < FIRST_CAPACITY / 2) {
    self->capacity = self->capacity == 0 ? FIRST_CAPACITY : self->capacity * 2;
    self->buffer = realloc(self->buffer, self->capacity + 1);
  }
  int received = recv(self->fd, self->buffer + self->length, self->capacity - self->length, 0);
  if (received < 0 && errno == EAGAIN) return;
  if (received <= 0) return die(all, self, "the socket ended");
  self->length += received;
  if (self->state == UPGRADING && !take_upgrade(all, self)) return;
  while (take_frame(all, self)) continue;
}
