#include "encode.h"

void vn_json_open(lua_State *L) {
  vn_text_box_open(L);
  lua_pushliteral(L, "__keys");
  lua_pushcclosure(L, vn_json_encode, 2);
  lua_setfield(L, -2, "encode");
  lua_pushcfunction(L, vn_json_decode);
  lua_setfield(L, -2, "decode");
}
