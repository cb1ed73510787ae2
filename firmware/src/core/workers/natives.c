/* What a program finds in the table `__vnetos`: tstl-apps/lib/native.d.ts. */
#include "lauxlib.h"
#include "lua.h"
#include "worker.h"

const vn_native_entry vn_worker_natives[] = {
    {"write", vn_native_write},
    {"file", vn_native_file},
    {"input", vn_native_input},
    {"attach", vn_native_attach},
    {"detach", vn_native_detach},
    {"send", vn_native_send},
    {"post", vn_native_post},
    {"wait", vn_native_wait},
    {"receive", vn_native_receive},
    {"counterOpen", vn_native_counter_open},
    {"counterTake", vn_native_counter_take},
    {"counterGive", vn_native_counter_give},
    {"counterClose", vn_native_counter_close},
    {"sleep", vn_native_sleep},
    {"now", vn_native_now},
    {"random32", vn_native_random32},
    {"span", vn_native_span},
    {"endSpan", vn_native_end_span},
    {NULL, NULL},
};

/* --- fields that tell a program where it is --- */

typedef struct world_fields {
  const vn_worker *worker;
  vn_json request, world;
} world_fields;

static void push_string(lua_State *L, vn_json string) {
  const size_t length = vn_json_string_length(string);
  char *bytes = lua_newuserdatauv(L, length > 0 ? length : 1, 0);
  vn_json_string(string, bytes, length);
  lua_pushlstring(L, bytes, length);
  lua_remove(L, -2);
}

static void push_list(lua_State *L, vn_json list) {
  lua_createtable(L, 0, 0);
  vn_json_items items = vn_json_each(list);
  vn_json item;
  for (lua_Integer i = 1; vn_json_next(&items, &item); i++) {
    if (item.type == VN_JSON_NUMBER) lua_pushnumber(L, vn_json_number(item));
    else push_string(L, item);
    lua_rawseti(L, -2, i);
  }
}

static void push_node(lua_State *L, void *argument) {
  lua_pushstring(L, ((world_fields *)argument)->worker->workers->options.node);
}

static void push_run(lua_State *L, void *argument) {
  const world_fields *fields = argument;
  if (fields->world.type == VN_JSON_NONE) lua_pushliteral(L, "");
  else push_string(L, vn_json_member(fields->world, "run"));
}

static void push_rank(lua_State *L, void *argument) {
  const world_fields *fields = argument;
  const bool alone = fields->world.type == VN_JSON_NONE;
  lua_pushnumber(L, alone ? 0 : vn_json_number(vn_json_member(fields->world, "rank")));
}

static void push_size(lua_State *L, void *argument) {
  const world_fields *fields = argument;
  const bool alone = fields->world.type == VN_JSON_NONE;
  lua_pushnumber(L, alone ? 1 : (lua_Number)vn_json_count(vn_json_member(fields->world, "nodes")));
}

static void push_nodes(lua_State *L, void *argument) {
  const world_fields *fields = argument;
  if (fields->world.type != VN_JSON_NONE) {
    push_list(L, vn_json_member(fields->world, "nodes"));
    return;
  }
  lua_createtable(L, 1, 0);
  push_node(L, argument);
  lua_rawseti(L, -2, 1);
}

static void push_args(lua_State *L, void *argument) {
  push_list(L, vn_json_member(((world_fields *)argument)->request, "args"));
}

static void push_topology(lua_State *L, void *argument) {
  push_string(L, vn_json_member(((world_fields *)argument)->world, "topology"));
}

static void push_neighbours(lua_State *L, void *argument) {
  push_list(L, vn_json_member(((world_fields *)argument)->world, "neighbours"));
}

static void push_tracing(lua_State *L, void *argument) {
  lua_pushboolean(L, ((world_fields *)argument)->worker->trace != NULL);
}

bool vn_set_world_fields(vn_worker *worker, vn_json request) {
  static const struct {
    const char *name;
    void (*push)(lua_State *L, void *argument);
  } FIELDS[] = {{"node", push_node},   {"run", push_run},   {"rank", push_rank},      {"size", push_size},
                {"nodes", push_nodes}, {"args", push_args}, {"tracing", push_tracing}};
  world_fields fields = {.worker = worker, .request = request, .world = vn_json_member(request, "world")};
  for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++)
    if (!vn_vm_set(worker->vm, FIELDS[i].name, FIELDS[i].push, &fields)) return false;
  const bool has_topology = vn_json_member(fields.world, "topology").type != VN_JSON_NONE;
  const bool has_neighbours = vn_json_member(fields.world, "neighbours").type != VN_JSON_NONE;
  return (!has_topology || vn_vm_set(worker->vm, "topology", push_topology, &fields)) &&
         (!has_neighbours || vn_vm_set(worker->vm, "neighbours", push_neighbours, &fields));
}
