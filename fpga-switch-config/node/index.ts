/** The switch as a process: the model behind sockets. */
export { answerMessage, type SwitchHostMessage, type SwitchHostReport } from "./messages.ts";
export type { CableDirection } from "./port-socket.ts";
export { socketPath } from "./socket-path.ts";
export { PROCESS_IO, runSwitchHost, type SwitchHost, type SwitchHostIo } from "./switch-host.ts";
export type { SwitchHostConfig } from "./switch-host-config.ts";
