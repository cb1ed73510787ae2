/** A client from inside: what the files that serve it share. */
#ifndef VN_CLIENT_H
#define VN_CLIENT_H

#include "clients.h"
#include "http_head.h"

typedef enum vn_client_state {
  VN_CLIENT_IDLE,    /* between requests */
  VN_CLIENT_HEAD,    /* some of a head is here */
  VN_CLIENT_BODY,    /* some of a body is */
  VN_CLIENT_BUSY,    /* its request is under way */
  VN_CLIENT_ANSWERS, /* not all of the answer has gone */
} vn_client_state;

typedef struct vn_serial vn_serial;

struct vn_client {
  vn_clients *clients;
  vn_client *next, *previous;
  void *outside; /* the host's */
  vn_client_kind kind;
  vn_client_state state;
  vn_timer patience;
  uint64_t began_at;    /* the first byte of this request, or the connection */
  char *head;           /* of VN_HEAD_MAX_BYTES; also what came early behind a request */
  size_t head_length;
  vn_http_head parsed;  /* spans point into `head` */
  char *body;
  size_t body_length, body_wanted;
  vn_exchange exchange;
  char *answer;         /* what of it has not gone yet */
  size_t answer_length, answer_gone;
  bool closes;          /* after the answer */
  bool is_early;        /* the next request is here already, in part or whole */
  vn_serial *serial;    /* NULL: it speaks HTTP */
};

struct vn_clients {
  vn_clients_options options;
  vn_client *first;
  vn_client *at_work; /* whose bytes are being taken; NULL once it has ended */
  unsigned count;
};

/* clients */
/** Takes it out of the list and gives back all that it holds; `closes`: tells the host. */
void vn_client_end(vn_client *client, bool closes);
/** Hands the request to the board: `exchange.request` is filled in. */
void vn_client_serve(vn_client *client);
/** Gives these bytes (of the heap, now the client's) to the host as it takes them. It may end the client. */
void vn_client_send(vn_client *client, char *bytes, size_t count);

/* http */
void vn_http_begin(vn_client *client);
void vn_http_bytes(vn_client *client, const uint8_t *bytes, size_t count);
void vn_http_early(vn_client *client);
void vn_http_answer(vn_client *client, vn_response response);
/** All of the answer has gone. */
void vn_http_sent(vn_client *client);
void vn_http_late(void *client);

/* serial: a client of its own kind, with four requests under way; it has no patience and is never in the way */
/** False: no room. */
bool vn_serial_begin(vn_client *client);
void vn_serial_end(vn_client *client);
void vn_serial_bytes(vn_client *client, const uint8_t *bytes, size_t count);
void vn_serial_drained(vn_client *client);

/* setup: what only a serial line may write */
bool vn_is_setup(vn_span target);
void vn_setup_serve(const vn_clients_options *options, vn_exchange *exchange);

#endif
