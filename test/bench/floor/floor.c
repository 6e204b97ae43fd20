/* The floor: a WebSocket server that does the least there is to do. One thread, one frame built once, one send() a client. */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAX_CLIENTS = 65536, MAX_EVENTS = 512, BACKLOG = 4096, MAX_READ = 8192, MAX_FRAME = 4096 };

static int clients[MAX_CLIENTS];
static int client_count;

/* Binds any free port of the loopback and prints it with the process id. */
static int listen_on_loopback(void) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, length) < 0 || listen(listener, BACKLOG) < 0) {
    perror("listen");
    exit(1);
  }
  getsockname(listener, (struct sockaddr *)&address, &length);
  printf("{\"port\":%d,\"pid\":%d}\n", ntohs(address.sin_port), getpid());
  fflush(stdout);
  return listener;
}

static void watch(int epoll, int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

static void accept_all(int epoll, int listener) {
  int fd, one = 1;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    watch(epoll, fd);
  }
}

static void forget(int fd) {
  for (int i = 0; i < client_count; i++) {
    if (clients[i] == fd) {
      clients[i] = clients[--client_count];
      break;
    }
  }
  close(fd);
}

static void upgrade(int fd, const char *request) {
  const char *key = strstr(request, "Sec-WebSocket-Key: ");
  if (key == NULL || client_count == MAX_CLIENTS) return forget(fd);
  char salted[128], accept[64], answer[256];
  unsigned char digest[SHA_DIGEST_LENGTH];
  snprintf(salted, sizeof salted, "%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key + 19);
  SHA1((unsigned char *)salted, strlen(salted), digest);
  EVP_EncodeBlock((unsigned char *)accept, digest, sizeof digest);
  int length = snprintf(answer, sizeof answer,
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Accept: %s\r\n\r\n", accept);
  send(fd, answer, length, 0);
  clients[client_count++] = fd;
}

static void fan_out(int fd, const char *request, int received) {
  const char *body = strstr(request, "\r\n\r\n") + 4;
  int length = request + received - body;
  char frame[MAX_FRAME + 4] = {(char)0x81, 126, (char)(length >> 8), (char)length};
  memcpy(frame + 4, body, length);
  for (int i = 0; i < client_count; i++) send(clients[i], frame, length + 4, 0);
  static const char done[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  send(fd, done, sizeof done - 1, 0);
}

static void serve(int fd) {
  char buffer[MAX_READ];
  int received = recv(fd, buffer, sizeof buffer - 1, 0);
  if (received <= 0) return forget(fd);
  buffer[received] = 0;
  if (strncmp(buffer, "GET", 3) == 0) upgrade(fd, buffer);
  else if (strncmp(buffer, "POST", 4) == 0) fan_out(fd, buffer, received);
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  /* The load asks servers to collect garbage by it; there is none here. */
  signal(SIGUSR2, SIG_IGN);
  int listener = listen_on_loopback();
  int epoll = epoll_create1(0);
  watch(epoll, listener);
  struct epoll_event events[MAX_EVENTS];
  for (;;) {
    int ready = epoll_wait(epoll, events, MAX_EVENTS, -1);
    for (int i = 0; i < ready; i++) {
      if (events[i].data.fd == listener) accept_all(epoll, listener);
      else serve(events[i].data.fd);
    }
  }
}
