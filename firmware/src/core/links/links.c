#include <string.h>

#include "layer.h"

vn_moment vn_layer_now(const vn_links *links) {
  return (vn_moment)links->host->now_us(links->host->context);
}

void vn_layer_set(vn_links *links, vn_timer *timer, vn_moment at) {
  if (links->is_stopped) return;
  vn_timer_set(links->loop, timer, at >= VN_NOT_YET ? VN_NEVER : at < 0 ? 0 : (uint64_t)at);
}

bool vn_layer_is_set(const vn_timer *timer) {
  return timer->at != VN_NEVER;
}

/* --- lists of connections --- */

static void append(vn_end_list *list, vn_link_end *end) {
  end->ready_next = NULL;
  if (list->last) list->last->ready_next = end;
  else list->first = end;
  list->last = end;
  list->count++;
}

static vn_link_end *take_first(vn_end_list *list) {
  vn_link_end *end = list->first;
  list->first = end->ready_next;
  if (!list->first) list->last = NULL;
  list->count--;
  return end;
}

static void take_out_ready(vn_end_list *list, const vn_link_end *end) {
  vn_link_end *before = NULL;
  for (vn_link_end *at = list->first; at != end; at = at->ready_next) before = at;
  if (before) before->ready_next = end->ready_next;
  else list->first = end->ready_next;
  if (list->last == end) list->last = before;
  list->count--;
}

static void take_out_ack(vn_link_end **place, const vn_link_end *end) {
  while (*place != end) place = &(*place)->ack_next;
  *place = end->ack_next;
}

static vn_link_end **bucket(vn_links *links, const vn_peer *peer, uint16_t channel) {
  return &links->buckets[((uintptr_t)peer / sizeof *peer * 31 + channel) % VN_CHANNEL_BUCKETS];
}

static vn_link_end *find(vn_links *links, const vn_peer *peer, uint16_t channel) {
  vn_link_end *end = *bucket(links, peer, channel);
  while (end && (end->peer != peer || end->channel != channel)) end = end->bucket_next;
  return end;
}

/* --- what a connection needs of the layer --- */

uint16_t vn_layer_incarnation(vn_links *links) {
  uint16_t chance = 0;
  links->host->random(links->host->context, &chance, sizeof chance);
  return chance % 0xffff == 0 ? 0xffff : chance % 0xffff;
}

void vn_layer_control(vn_links *links, vn_peer *peer, const vn_frame *frame) {
  if (links->is_stopped) return;
  const vn_peer_path *way = vn_peer_quickest(peer);
  if (!way) return;
  vn_layer_begin(links);
  peer->spoken_at = vn_layer_now(links);
  vn_line_control(way->path->line, frame, way->path->label);
  vn_layer_end(links);
}

void vn_layer_wake(vn_link_end *end) {
  if (end->is_ready) return;
  end->is_ready = true;
  append(&end->links->ready, end);
}

void vn_layer_acknowledge(vn_link_end *end) {
  if (end->is_ack_due || end->is_gone) return;
  end->is_ack_due = true;
  end->ack_next = end->links->acks;
  end->links->acks = end;
}

void vn_layer_gone(vn_link_end *end) {
  vn_links *links = end->links;
  vn_link_end **place = bucket(links, end->peer, end->channel);
  while (*place != end) place = &(*place)->bucket_next;
  *place = end->bucket_next;
  for (place = &end->peer->connections; *place != end;) place = &(*place)->peer_next;
  *place = end->peer_next;
  if (end->is_ready) take_out_ready(&links->ready, end);
  if (end->is_ack_due) take_out_ack(&links->acks, end);
  end->gone_next = links->gone;
  links->gone = end;
  end->listener.on_gone(end->listener.context);
}

static void suspect(void *context, vn_path *path) {
  vn_links *links = context;
  const vn_peer *peer = vn_peers_beyond(links, path);
  if (peer) vn_prober_probe(links, path, peer->address);
}

vn_suspects vn_layer_suspects(vn_links *links) {
  return (vn_suspects){.tell = suspect, .context = links};
}

/* --- what goes out --- */

static void use(vn_links *links, vn_peer *peer, vn_path *path, vn_moment now) {
  path->used_at = peer->used_at = peer->spoken_at = now;
  vn_prober_watch(links);
}

static size_t data_of(vn_links *links, vn_link_end *end, vn_line *line, uint8_t *wire) {
  vn_peer *peer = end->peer;
  vn_peer_path *way = vn_peer_path_over(peer, line);
  if (!way) return 0;
  const vn_offer offer = {
      .path = way->path,
      .loss = &way->loss,
      .has_other = vn_peer_has_other_than(peer, line),
      .now = vn_layer_now(links),
  };
  vn_frame frame;
  bool is_repeat = false;
  if (!vn_end_take(end, &offer, &frame, &is_repeat)) return 0;
  if (is_repeat) line->count.retries++;
  use(links, peer, way->path, offer.now);
  return vn_frame_encode(wire, &frame, way->path->label);
}

/** From the connections that have work, in turn. */
static size_t next_data(void *context, vn_line *line, uint8_t wire[VN_MAX_WIRE_BYTES]) {
  vn_links *links = context;
  for (unsigned turns = links->ready.count; turns > 0; turns--) {
    vn_link_end *end = take_first(&links->ready);
    end->is_ready = vn_end_has_work(end);
    if (!end->is_ready) continue;
    append(&links->ready, end);
    const size_t length = data_of(links, end, line, wire);
    if (length > 0) return length;
  }
  return 0;
}

static void send_acks(vn_links *links) {
  while (links->acks) {
    vn_link_end *end = links->acks;
    links->acks = end->ack_next;
    end->is_ack_due = false;
    vn_frame frame;
    if (vn_end_take_ack(end, &frame)) vn_layer_control(links, end->peer, &frame);
  }
}

static void bury(vn_links *links) {
  while (links->gone) {
    vn_link_end *end = links->gone;
    links->gone = end->gone_next;
    vn_end_free(end);
    vn_heap_give(links->heap, end);
  }
}

void vn_layer_begin(vn_links *links) {
  links->depth++;
}

void vn_layer_end(vn_links *links) {
  if (links->depth > 1) {
    links->depth--;
    return;
  }
  send_acks(links);
  links->first_line++;
  for (unsigned i = 0; i < links->line_count && !links->is_stopped; i++)
    vn_line_pump(&links->lines[(i + links->first_line) % links->line_count], next_data, links);
  bury(links);
  links->depth--;
}

/* --- what comes in --- */

static void deny(vn_links *links, vn_peer *peer, const vn_frame *frame) {
  vn_frame reset = {
      .type = VN_FRAME_RESET,
      .to = peer->address,
      .from = links->address,
      .hops = VN_INITIAL_HOPS,
      .channel = frame->channel,
      .tag = frame->tag,
      .seq = frame->seq,
  };
  reset.as.reset.reason = VN_RESET_NO_CHANNEL;
  vn_layer_control(links, peer, &reset);
}

static void on_own(vn_links *links, const vn_frame *frame) {
  vn_peer *peer = vn_peers_at(links, frame->from);
  if (!peer || frame->type == VN_FRAME_PROBE) return;
  vn_liveness_heard(links, peer);
  vn_link_end *end = find(links, peer, frame->channel);
  if (end) vn_end_on_frame(end, frame);
  else if (frame->type != VN_FRAME_RESET && frame->type != VN_FRAME_ACCEPT) deny(links, peer, frame);
}

static void answer_probe(vn_links *links, vn_line *line, const vn_frame *frame) {
  if (frame->from == links->address) return;
  vn_peer *peer = vn_peers_at(links, frame->from);
  const vn_peer_path *back = peer ? vn_peer_path_over(peer, line) : NULL;
  const uint8_t label = frame->as.probe.reply_label != 0 ? frame->as.probe.reply_label : back ? back->path->label : 0;
  if (label == 0) return;
  vn_frame reply = {.type = VN_FRAME_PROBE_REPLY, .to = frame->from, .from = links->address};
  reply.as.probe.id = frame->as.probe.id;
  vn_line_control(line, &reply, label);
}

/** Out over the link with the number of the one it came in by, if that works: so a path keeps its order. */
static void forward(vn_links *links, vn_line *line, const vn_frame *frame) {
  vn_peer *peer = vn_peers_at(links, frame->to);
  vn_peer_path *way = peer ? vn_peer_path_over(peer, line) : NULL;
  if (peer && !way) way = vn_peer_quickest(peer);
  if (!way || frame->hops == 0) {
    vn_line_drop(line);
    return;
  }
  use(links, peer, way->path, vn_layer_now(links));
  vn_frame onward = *frame;
  onward.hops--;
  vn_line_forward(way->path->line, &onward, way->path->label);
}

/** A line that is being read, for its frames' callbacks. */
typedef struct reading {
  vn_links *links;
  vn_line *line;
} reading;

static void on_frame(void *context, const vn_frame *frame, uint8_t label) {
  const reading *from = context;
  vn_links *links = from->links;
  from->line->count.frames_in++;
  from->line->own_label = label;
  if (links->address == 0) return;
  if (frame->type == VN_FRAME_PROBE && frame->hops == 0) answer_probe(links, from->line, frame);
  else if (frame->to != links->address) forward(links, from->line, frame);
  else if (frame->type == VN_FRAME_PROBE_REPLY) vn_prober_on_reply(links, frame->as.probe.id);
  else on_own(links, frame);
}

static void on_fault(void *context, vn_frame_fault fault) {
  (void)fault;
  ((const reading *)context)->line->count.bad_frames++;
}

void vn_links_bytes(vn_links *links, unsigned link, const uint8_t *bytes, size_t count) {
  vn_line *line = &links->lines[link];
  reading from = {links, line};
  const vn_frame_sink sink = {.context = &from, .on_frame = on_frame, .on_fault = on_fault};
  line->count.bytes_in += count;
  vn_layer_begin(links);
  vn_frame_reader_push(&line->reader, bytes, count, &sink);
  vn_layer_end(links);
}

void vn_links_drained(vn_links *links, unsigned link) {
  (void)link;
  vn_layer_begin(links);
  vn_layer_end(links);
}

void vn_links_changed(vn_links *links, unsigned link) {
  const bool up = vn_line_up(&links->lines[link]);
  vn_error news;
  vn_refuse(&news, VN_OK, "link %u is %s", link, up ? "plugged in" : "unplugged");
  if (!up) vn_line_clear(&links->lines[link]);
  links->events.on_link(links->events.context, link, up, news.message);
  vn_links_drained(links, link);
}

/* --- the layer's face --- */

vn_links *vn_links_make(vn_heap *heap, vn_loop *loop, const vn_host *host, unsigned count, uint32_t message_bytes,
                        vn_link_events events) {
  vn_links *links = vn_heap_take_zeroed(heap, sizeof *links);
  if (!links) return NULL;
  *links = (vn_links){.heap = heap,
                      .loop = loop,
                      .host = host,
                      .events = events,
                      .message_bytes = message_bytes,
                      .line_count = count};
  vn_timer_init(&links->liveness, vn_liveness_look, links);
  vn_timer_init(&links->prober, vn_prober_round, links);
  if (count == 0) return links;
  links->lines = vn_heap_take(heap, count * sizeof *links->lines);
  if (!links->lines) {
    vn_heap_give(heap, links);
    return NULL;
  }
  for (unsigned link = 0; link < count; link++) vn_line_init(&links->lines[link], heap, host, link);
  return links;
}

static void end_all(vn_links *links) {
  for (vn_peer *peer = links->peers; peer; peer = peer->next)
    while (peer->connections) {
      const vn_error error = {VN_CLOSED, "the node is going down"};
      vn_end_abandon(peer->connections, &error);
    }
  bury(links);
}

void vn_links_free(vn_links *links) {
  if (!links) return;
  links->is_stopped = true;
  end_all(links);
  vn_timer_clear(links->loop, &links->liveness);
  vn_timer_clear(links->loop, &links->prober);
  vn_peers_free(links);
  for (unsigned i = 0; i < links->line_count; i++) vn_line_clear(&links->lines[i]);
  vn_heap_give(links->heap, links->lines);
  vn_heap_give(links->heap, links);
}

bool vn_links_configure(vn_links *links, const vn_network_request *request, vn_error *error) {
  vn_layer_begin(links);
  const bool done = vn_peers_configure(links, request, error);
  vn_layer_end(links);
  return done;
}

/** A connection that has only its end to tell yet gives its channel up. */
static bool make_way(vn_links *links, vn_peer *peer, uint16_t channel, vn_error *error) {
  vn_link_end *old = find(links, peer, channel);
  if (!old) return true;
  if (!old->is_finishing || vn_queue_has_messages(&old->sender.messages))
    return vn_refuse(error, VN_CONFLICT, "channel %u to node \"%s\" is in use", channel, peer->name);
  vn_error closed;
  vn_refuse(&closed, VN_CLOSED, "the other end of the connection, on node \"%s\", has ended", peer->name);
  vn_end_abandon(old, &closed);
  return true;
}

vn_link_end *vn_links_open(vn_links *links, const char *node, uint16_t channel, vn_link_listener listener,
                           vn_error *error) {
  vn_peer *peer = vn_peers_named(links, node);
  if (!peer) {
    vn_refuse(error, VN_NO_SUCH_NODE, "no node \"%s\" in this node's network", node);
    return NULL;
  }
  vn_link_end *end = vn_heap_take(links->heap, sizeof *end);
  if (!end) {
    vn_refuse(error, VN_OUT_OF_MEMORY, "a connection to node \"%s\": this node has no memory left for it", node);
    return NULL;
  }
  vn_layer_begin(links);
  if (!make_way(links, peer, channel, error)) {
    vn_heap_give(links->heap, end);
    vn_layer_end(links);
    return NULL;
  }
  vn_end_init(end, links, peer, channel, listener);
  vn_link_end **place = bucket(links, peer, channel);
  end->bucket_next = *place;
  *place = end;
  for (place = &peer->connections; *place;) place = &(*place)->peer_next;
  *place = end;
  vn_liveness_watch(links);
  vn_layer_end(links);
  return end;
}

vn_link_stats vn_links_stats(const vn_links *links, unsigned link) {
  return vn_line_stats(&links->lines[link]);
}
