import { describe, expect, test } from "vitest";
import { VnetosError } from "#protocol";
import { Api } from "../../web-monitor/client/api.ts";
import { makeCommands } from "../../web-monitor/client/commands.ts";
import { followFaults } from "../../web-monitor/client/follow-faults.ts";
import { QUIET_AFTER_MS, watchQuiet } from "../../web-monitor/client/quiet.ts";
import { takeToken } from "../../web-monitor/client/token.ts";
import type { Action } from "../../web-monitor/state/action.ts";
import { reduce } from "../../web-monitor/state/reduce.ts";
import { Store } from "../../web-monitor/state/store.ts";
import { FakeCluster } from "../support/fake-gateway-cluster.ts";
import { HandClock, settled } from "./hand-clock.ts";

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

/** An Api whose gateway answers what `answer` says. */
function apiOf(answer: (url: string) => Response | Error) {
  const asked: Asked[] = [];
  const api = new Api("t0ken", async (url, init) => {
    asked.push({ url, init });
    const response = answer(url);
    if (response instanceof Error) throw response;
    return response;
  });
  return { api, asked };
}

const refused = (status: number, body: string) => new Response(body, { status });

describe("the API", () => {
  test("sends the token, JSON with its type, and names that are safe in a path", async () => {
    const { api, asked } = apiOf(() => Response.json({}));
    await api.setFaults("b/ö", 1, { cut: true });
    expect(asked[0]?.url).toBe("/api/links/b%2F%C3%B6/1");
    expect(asked[0]?.init).toMatchObject({
      method: "PUT",
      headers: { authorization: "Bearer t0ken", "content-type": "application/json" },
      body: '{"cut":true}',
    });
    await api.killWorker("b1", 3);
    expect(asked[1]).toMatchObject({ url: "/api/workers/b1/3", init: { method: "DELETE" } });
    expect(asked[1]?.init.headers).not.toHaveProperty("content-type");
  });

  test("takes an empty answer", async () => {
    const { api } = apiOf(() => new Response(null, { status: 204 }));
    await expect(api.stopRun("r1")).resolves.toBeUndefined();
  });

  test.each([
    [
      "the gateway's own words",
      refused(422, '{"error":{"code":"impossible-route","message":"no ring of 1"}}'),
      "impossible-route",
      "no ring of 1",
    ],
    ["a token not taken", refused(403, ""), "forbidden", "the gateway answered 403"],
    ["somebody else's answer", refused(502, "<html>"), "internal", "the gateway answered 502"],
    [
      "a code not on the list",
      refused(500, '{"error":{"code":"zzz","message":"m"}}'),
      "internal",
      "the gateway answered 500",
    ],
    ["no JSON", new Response("<html>"), "bad-json", "the answer to /api is not JSON"],
    [
      "nobody there",
      new TypeError("Failed to fetch"),
      "unreachable",
      "the gateway does not answer",
    ],
  ] as const)("fails with a code: %s", async (_, answer, code, message) => {
    const { api } = apiOf(() => answer);
    const thrown = await api.gateway().catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(VnetosError);
    expect(thrown).toMatchObject({ code, message });
  });

  test("a cluster without a switch is no fault, another refusal is", async () => {
    const without = (status: number) =>
      apiOf((url) => (url === "/api/switch" ? refused(status, "") : Response.json([])));
    const noSwitch = refused(404, '{"error":{"code":"not-found","message":"no switch"}}');
    const { api } = apiOf((url) => (url === "/api/switch" ? noSwitch : Response.json([])));
    await expect(api.snapshot()).resolves.toMatchObject({ switch: undefined });
    await expect(without(500).api.snapshot()).rejects.toThrow("answered 500");
  });
});

describe("commands", () => {
  test("a refusal becomes a toast that says what did not happen and why", async () => {
    const body =
      '{"error":{"code":"impossible-route","message":"a hypercube needs 2, 4 or 8 boards, not 5"}}';
    const { api } = apiOf(() => refused(422, body));
    const actions: Action[] = [];
    const commands = makeCommands(
      api,
      (action) => void actions.push(action),
      () => {},
    );
    await commands.setTopology("hypercube");
    await commands.killWorker("b3", 2);
    const because = "a hypercube needs 2, 4 or 8 boards, not 5";
    expect(actions).toEqual([
      { type: "toast", level: "error", message: `The topology stays as it is: ${because}` },
      { type: "toast", level: "error", message: `Worker b3/2 was not killed: ${because}` },
    ]);
  });

  test("a fault set is read back", async () => {
    const { links } = new FakeCluster();
    const { api, asked } = apiOf(() => Response.json(links));
    const actions: Action[] = [];
    const commands = makeCommands(
      api,
      (action) => void actions.push(action),
      () => {},
    );
    await commands.setFaults("b0", 0, { cut: true });
    expect(asked.map(({ init, url }) => `${init.method} ${url}`)).toEqual([
      "PUT /api/links/b0/0",
      "GET /api/links",
    ]);
    expect(actions).toEqual([{ type: "links", links }]);
  });
});

describe("the token", () => {
  function place(hash: string, kept: Record<string, string> = {}) {
    const shown: string[] = [];
    return {
      shown,
      kept,
      location: { hash, pathname: "/", search: "?x=1" },
      history: {
        replaceState: (_: unknown, __: string, url?: string | URL | null) =>
          void shown.push(String(url)),
      },
      sessionStorage: {
        getItem: (key: string) => kept[key] ?? null,
        setItem: (key: string, value: string) => {
          kept[key] = value;
        },
      },
    };
  }

  test("is taken out of the address, kept for the session, and no longer shown", () => {
    const opened = place("#token=abc-123");
    expect(takeToken(opened)).toBe("abc-123");
    expect(opened.shown).toEqual(["/?x=1"]);
    expect(takeToken(place("", opened.kept))).toBe("abc-123");
  });

  test("is missing when neither has it", () => {
    expect(takeToken(place("#other=1"))).toBeUndefined();
    expect(takeToken(place("#token="))).toBeUndefined();
  });
});

test("rates fall to nothing a while after the last sample, not before", async () => {
  const clock = new HandClock();
  const store = new Store(reduce, (tell) => tell());
  watchQuiet(store, clock);
  const cluster = new FakeCluster();
  const sample = (second: number) => {
    const time = `2026-01-02T10:00:0${second}.000Z`;
    const event = { seq: 0, time, type: "traffic", sample: cluster.sample } as const;
    store.dispatch({ type: "events", events: [event], replay: false });
  };
  sample(1);
  await clock.pass(QUIET_AFTER_MS - 1);
  sample(2);
  await clock.pass(QUIET_AFTER_MS - 1);
  expect(store.state.rates.ports.size).toBe(16);
  await clock.pass(1);
  expect(store.state.rates.ports.size).toBe(0);
});

test("links are read anew after notices, once for a group, and not for old ones", async () => {
  const clock = new HandClock();
  const actions: Action[] = [];
  let asked = 0;
  const read = async () => {
    asked += 1;
    return [];
  };
  const dispatch = followFaults((action) => void actions.push(action), read, clock);
  const notice = {
    seq: 1,
    time: "",
    type: "notice",
    level: "info",
    message: "b0/1 was cut",
  } as const;
  dispatch({ type: "events", events: [notice], replay: true });
  await clock.pass(1_000);
  expect(asked).toBe(0);
  dispatch({ type: "events", events: [notice, notice], replay: false });
  dispatch({ type: "events", events: [notice], replay: false });
  await clock.pass(1_000);
  expect(asked).toBe(1);
  expect(actions.at(-1)).toEqual({ type: "links", links: [] });
});

describe("the store", () => {
  test("tells of many changes once, with the state before and after", async () => {
    const store = new Store(reduce, (tell) => queueMicrotask(tell));
    const heard: [number, number][] = [];
    const stop = store.subscribe((now, before) =>
      heard.push([before.toasts.length, now.toasts.length]),
    );
    for (const message of ["a", "b", "c"])
      store.dispatch({ type: "toast", level: "info", message });
    expect(heard).toEqual([]);
    await settled();
    expect(heard).toEqual([[0, 3]]);
    stop();
    store.dispatch({ type: "toast", level: "info", message: "d" });
    await settled();
    expect(heard).toHaveLength(1);
  });
});
