import { type CableFaults, VnetosError } from "#protocol";
import type { Dispatch } from "../state/action.ts";
import type { Api } from "./api.ts";

/** What a person can make the cluster do. None of them throws: a refusal becomes a toast. */
export interface Commands {
  stopRun(id: string): Promise<void>;
  killWorker(node: string, worker: number): Promise<void>;
  setTopology(name: string): Promise<void>;
  setFaults(node: string, link: number, faults: CableFaults): Promise<void>;
  /** Do not wait for the next try to reach the gateway. */
  retryNow(): void;
}

export function makeCommands(api: Api, dispatch: Dispatch, retryNow: () => void): Commands {
  const attempt = async (what: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      dispatch({ type: "toast", level: "error", message: `${what}: ${reason(error)}` });
    }
  };
  return {
    stopRun: (id) =>
      attempt(`Run ${id} was not stopped`, async () => {
        await api.stopRun(id);
      }),
    killWorker: (node, worker) =>
      attempt(`Worker ${node}/${worker} was not killed`, async () => {
        await api.killWorker(node, worker);
      }),
    setTopology: (name) =>
      attempt(`The topology stays as it is`, async () => {
        dispatch({ type: "topology", topology: await api.setTopology({ name }) });
      }),
    setFaults: (node, link, faults) =>
      attempt(`Link ${node}/${link} stays as it is`, async () => {
        await api.setFaults(node, link, faults);
        dispatch({ type: "links", links: await api.links() });
      }),
    retryNow,
  };
}

function reason(error: unknown): string {
  return error instanceof VnetosError ? error.message : String(error);
}
