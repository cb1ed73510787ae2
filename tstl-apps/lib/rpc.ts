/** The library's part `vnetos/rpc`: calls of functions on other ranks, with types. Only re-exports, as in index.ts. */

export { type Remote, type RemoteOptions, remote } from "./rpc/remote.ts";
export { RemoteError } from "./rpc/remote-error.ts";
export { serve } from "./rpc/serve.ts";
export { type Calls, type Service, service } from "./rpc/service.ts";
export { type Future, type Started, start } from "./rpc/start.ts";
