import { beforeEach, describe, expect, it } from "vitest";
import { type NmpResponse, REPEATED_REQUESTS_KEPT } from "#protocol";
import { Sessions } from "../../../lua-runtime/src/root/sessions.ts";
import { ManualHost } from "../../support/manual-host.ts";

describe("sessions", () => {
  let host: ManualHost;
  let ended: string[];
  let sessions: Sessions;
  const answer = (status: number): NmpResponse => ({ status, body: new Uint8Array() });

  beforeEach(() => {
    host = new ManualHost();
    ended = [];
    sessions = new Sessions({ host, limit: 2, onEnd: ({ client }) => ended.push(client) });
  });

  it("executes a repeated request once and gives the first answer again", async () => {
    const { session } = sessions.open("a", undefined);
    let executed = 0;
    const request = async () => answer(200 + ++executed);
    const first = await sessions.use(session.id, "r1", request);
    const again = await sessions.use(session.id, "r1", request);
    expect([first.status, again.status, executed]).toEqual([201, 201, 1]);
    await sessions.use(session.id, "r2", request);
    expect(executed).toBe(2);
  });

  it("shares the answer with a repetition that comes while the first is under way", async () => {
    const { session } = sessions.open("a", undefined);
    let finish = (_: NmpResponse) => {};
    let executed = 0;
    const slow = () => {
      executed++;
      return new Promise<NmpResponse>((resolve) => {
        finish = resolve;
      });
    };
    const both = [sessions.use(session.id, "r", slow), sessions.use(session.id, "r", slow)];
    await host.settle();
    finish(answer(200));
    expect((await Promise.all(both)).map((a) => a.status)).toEqual([200, 200]);
    expect(executed).toBe(1);
  });

  it("forgets old answers, never a request under way", async () => {
    const { session } = sessions.open("a", undefined);
    let executed = 0;
    let finish = (_: NmpResponse) => {};
    const slow = () => {
      executed++;
      return new Promise<NmpResponse>((resolve) => {
        finish = resolve;
      });
    };
    const quick = async () => answer(200 + ++executed);
    const first = sessions.use(session.id, "slow", slow);
    for (let i = 0; i <= REPEATED_REQUESTS_KEPT; i++)
      await sessions.use(session.id, `r${i}`, quick);
    const again = sessions.use(session.id, "slow", slow);
    finish(answer(299));
    expect((await Promise.all([first, again])).map((a) => a.status)).toEqual([299, 299]);
    expect((await sessions.use(session.id, "slow", slow)).status).toBe(299);
    expect(executed).toBe(REPEATED_REQUESTS_KEPT + 2);
    await sessions.use(session.id, "r0", quick);
    expect(executed).toBe(REPEATED_REQUESTS_KEPT + 3);
  });

  it("resumes a session that lives, opens a new one otherwise", () => {
    const { session } = sessions.open("a", undefined);
    expect(sessions.open("a", session.id)).toMatchObject({ resumed: true, session });
    const other = sessions.open("b", "0123456789abcdef");
    expect(other.resumed).toBe(false);
    expect(other.session.id).not.toBe(session.id);
  });

  it("expires a silent session, not one with a request under way", async () => {
    const silent = sessions.open("silent", undefined).session;
    const busy = sessions.open("busy", undefined).session;
    const poll = sessions.use(busy.id, undefined, () => new Promise(() => {}));
    poll.catch(() => {});
    await host.advance(80_000);
    expect(ended).toEqual(["silent"]);
    await expect(sessions.use(silent.id, undefined, async () => answer(200))).rejects.toMatchObject(
      {
        code: "no-session",
      },
    );
  });

  it("refuses one session too many and names the limit", () => {
    sessions.open("a", undefined);
    sessions.open("b", undefined);
    expect(() => sessions.open("c", undefined)).toThrow(/all 2 sessions/);
  });
});
