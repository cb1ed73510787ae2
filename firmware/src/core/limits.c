#include "limits.h"

const vn_limits vn_default_limits = {
    .body_bytes = 65536,
    .program_bytes = 1048576,
    .message_bytes = 262144,
    .workers = 64,
    .ports = 1024,
    .connections = 1024,
    .sessions = 8,
    .worker_memory_bytes = 16777216,
    .event_bytes = 262144,
    .trace_records = 262144,
};
