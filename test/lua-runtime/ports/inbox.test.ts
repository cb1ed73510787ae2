import { describe, expect, test } from "vitest";
import { type Arrival, Inbox } from "../../../lua-runtime/src/ports/index.ts";

function message(port: string, ...bytes: number[]): Arrival {
  return { kind: "message", port, text: Uint8Array.from(bytes) };
}

describe("Inbox", () => {
  test("gives arrivals in their order, over all ports or over some", () => {
    const inbox = new Inbox({ owner: 1, bytesPerPort: 1_000 });
    const arrivals = [message("a", 1), message("b", 2), message("a", 3), message("c", 4)];
    for (const arrival of arrivals) inbox.put(arrival);
    expect(inbox.queued).toBe(4);
    expect(inbox.take(["b", "c"])).toBe(arrivals[1]);
    expect(inbox.take()).toBe(arrivals[0]);
    expect(inbox.take(["c", "unknown"])).toBe(arrivals[3]);
    expect(inbox.take(["b"])).toBeUndefined();
    expect(inbox.take()).toBe(arrivals[2]);
    expect(inbox.take()).toBeUndefined();
    expect(inbox.queued).toBe(0);
  });

  test("has room for each port of its own, and for one long message when nothing waits", () => {
    const inbox = new Inbox({ owner: 1, bytesPerPort: 500 });
    expect(inbox.room("a")).toBe(Number.POSITIVE_INFINITY);
    inbox.put(message("a", ...Array(300).fill(7)));
    expect(inbox.room("a")).toBeLessThan(200);
    expect(inbox.room("b")).toBe(Number.POSITIVE_INFINITY);
    inbox.take();
    expect(inbox.room("a")).toBe(Number.POSITIVE_INFINITY);
  });

  test("empty messages take room too", () => {
    const inbox = new Inbox({ owner: 1, bytesPerPort: 1_000 });
    let count = 0;
    while (inbox.room("a") >= 0 && count < 1_000) {
      inbox.put(message("a"));
      count += 1;
    }
    expect(count).toBeLessThan(20);
  });

  test("tells that something arrived, and that there is room", () => {
    const inbox = new Inbox({ owner: 1, bytesPerPort: 1_000 });
    const told: string[] = [];
    inbox.onArrival = () => told.push("arrival");
    inbox.onRoom = (port) => told.push(`room ${port}`);
    inbox.put(message("a", 1));
    inbox.put({ kind: "closed", port: "a" });
    inbox.take();
    inbox.take();
    expect(told).toEqual(["arrival", "arrival", "room a"]);
  });

  test("keeps a bounded number of faults", () => {
    const inbox = new Inbox({ owner: 1, bytesPerPort: 1_000 });
    for (let i = 0; i < 1_000; i++) {
      inbox.put({ kind: "fault", port: "a", error: { code: "unreachable", message: `${i}` } });
    }
    let kept = 0;
    while (inbox.take() !== undefined) kept += 1;
    expect(kept).toBe(64);
  });
});
