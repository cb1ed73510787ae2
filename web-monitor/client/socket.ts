/** The part of a WebSocket that the event stream uses. */
export interface EventSocket {
  onopen: (() => void) | null;
  onmessage: ((message: { readonly data: unknown }) => void) | null;
  onclose: (() => void) | null;
  close(): void;
}

/** The token travels as a subprotocol, since a page cannot set headers on a WebSocket. */
export function openEventSocket(origin: string, token: string, after: number): EventSocket {
  const url = new URL(`/api/events?after=${after}`, origin);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url, ["vnetos", `token.${token}`]);
  const events: EventSocket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    close: () => socket.close(),
  };
  socket.onopen = () => events.onopen?.();
  socket.onmessage = (message) => events.onmessage?.(message);
  // A socket that fails closes too: one way out for both.
  socket.onclose = () => events.onclose?.();
  return events;
}
