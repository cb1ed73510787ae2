#include "rules.h"
#include "validate.h"

static bool read_path(vn_json path, const char *at, vn_path_request *read, vn_error *error) {
  char here[VN_PLACE_BYTES];
  uint64_t link = 0, label = 0;
  if (!vn_rule_object(path, at, VN_REQUIRED, error)) return false;
  if (!vn_rule_whole(vn_json_member(path, "link"), vn_place_field(here, at, "link"), VN_REQUIRED, 0, 15, &link, error)) return false;
  if (!vn_rule_whole(vn_json_member(path, "label"), vn_place_field(here, at, "label"), VN_REQUIRED, 1, 255, &label, error)) return false;
  *read = (vn_path_request){(uint8_t)link, (uint8_t)label};
  return true;
}

static bool read_paths(vn_json paths, const char *at, vn_peer_request *read, vn_error *error) {
  char list[VN_PLACE_BYTES], here[VN_PLACE_BYTES];
  size_t count = 0;
  vn_place_field(list, at, "paths");
  if (!vn_rule_list(paths, list, VN_REQUIRED, 0, VN_PATHS_MAX, &count, error)) return false;
  vn_json_items items = vn_json_each(paths);
  vn_json item;
  for (size_t i = 0; vn_json_next(&items, &item); i++)
    if (!read_path(item, vn_place_item(here, list, i), &read->paths[i], error)) return false;
  read->path_count = (uint8_t)count;
  return true;
}

static bool read_peer(vn_json peer, size_t index, vn_peer_request *read, vn_error *error) {
  char at[VN_PLACE_BYTES], here[VN_PLACE_BYTES];
  uint64_t address = 0;
  vn_place_item(at, "peers", index);
  if (!vn_rule_object(peer, at, VN_REQUIRED, error)) return false;
  if (!vn_rule_whole(vn_json_member(peer, "address"), vn_place_field(here, at, "address"), VN_REQUIRED, 1, 254, &address, error)) return false;
  read->address = (uint8_t)address;
  return vn_rule_name(vn_json_member(peer, "name"), vn_place_field(here, at, "name"), VN_REQUIRED, read->name, error) &&
         read_paths(vn_json_member(peer, "paths"), at, read, error);
}

/** No two peers of one address, none of the node's own. */
static bool check_addresses(const vn_network_request *read, vn_error *error) {
  bool taken[256] = {false};
  taken[read->address] = true;
  for (unsigned i = 0; i < read->peer_count; i++) {
    const unsigned address = read->peers[i].address;
    if (taken[address])
      return vn_refuse(error, VN_BAD_REQUEST,
                       "peers[%u].address: must be an address that no other node has, not %u", i, address);
    taken[address] = true;
  }
  return true;
}

static bool read_peers(vn_json peers, vn_network_request *read, vn_error *error) {
  vn_json_items items = vn_json_each(peers);
  vn_json item;
  for (size_t i = 0; vn_json_next(&items, &item); i++)
    if (!read_peer(item, i, &read->peers[i], error)) return false;
  return check_addresses(read, error);
}

bool vn_read_network_request(vn_json request, vn_heap *heap, vn_network_request *read, vn_error *error) {
  *read = (vn_network_request){0};
  uint64_t address = 0;
  size_t count = 0;
  const vn_json peers = vn_json_member(request, "peers");
  if (!vn_rule_object(request, "", VN_REQUIRED, error) ||
      !vn_rule_whole(vn_json_member(request, "address"), "address", VN_REQUIRED, 1, 254, &address, error) ||
      !vn_rule_list(peers, "peers", VN_REQUIRED, 0, VN_PEERS_MAX, &count, error))
    return false;
  read->address = (uint8_t)address;
  read->peer_count = (uint16_t)count;
  if (count == 0) return true;
  read->peers = vn_heap_take_zeroed(heap, count * sizeof *read->peers);
  if (!read->peers)
    return vn_refuse(error, VN_OUT_OF_MEMORY, "a network of %u peers: this node has no memory left for it", (unsigned)count);
  if (read_peers(peers, read, error)) return true;
  vn_heap_give(heap, read->peers);
  read->peers = NULL;
  return false;
}
