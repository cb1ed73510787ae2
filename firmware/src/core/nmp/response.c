#include "json_writer.h"
#include "nmp.h"

vn_response vn_response_of(vn_json_writer *json, int status) {
  vn_response response = {.status = json->out.failed ? vn_code_status(VN_OUT_OF_MEMORY) : status};
  if (json->out.failed) vn_writer_free(&json->out);
  response.body = vn_writer_release(&json->out, &response.length);
  return response;
}

vn_response vn_response_error(vn_heap *heap, const vn_error *error) {
  vn_json_writer json;
  vn_json_writer_init(&json, heap);
  vn_json_error(&json, error);
  return vn_response_of(&json, vn_code_status(error->code));
}
