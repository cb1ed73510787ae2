import { decodeJson, parseConnectionRequest, parseNetworkRequest } from "#protocol";
import type { Call, Parts } from "../parts.ts";

export function createPort(parts: Parts, { segment }: Call): undefined {
  parts.ports.create(segment);
}

export function removePort(parts: Parts, { segment }: Call): undefined {
  parts.ports.remove(segment);
}

export function createConnection(parts: Parts, { request, segment }: Call): undefined {
  parts.ports.connect(segment, parseConnectionRequest(decodeJson(request.body)));
}

export function removeConnection(parts: Parts, { segment }: Call): undefined {
  parts.ports.disconnect(segment);
}

export function configureNetwork(parts: Parts, { request }: Call): undefined {
  parts.links.configure(parseNetworkRequest(decodeJson(request.body)));
}
