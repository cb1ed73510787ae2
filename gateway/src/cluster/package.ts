/** What a command needs before it needs a cluster: a public face of its own, which loads no board and no server. */
export { packageRoot, packageVersion } from "./package-root.ts";
export { StateFolder } from "./state-folder.ts";
