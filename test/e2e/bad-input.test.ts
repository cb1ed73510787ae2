import { readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Cli } from "../support/cli.ts";

describe("bad input", () => {
  let cli: Cli;
  let folder: string;
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  beforeAll(async () => {
    cli = new Cli();
    folder = cli.folder();
    await cli.up("--boards", "2");
  });
  afterAll(() => cli.end());

  const oneLine = (text: string) => text.trim().split("\n").length;

  it.each([
    ["a missing app", ["run", "no/such.ts"], 1, /no such file: no\/such\.ts/],
    [
      "a missing input file",
      ["run", "tstl-apps/hello/main.ts", "--input", "no.txt"],
      1,
      /input no\.txt: no such file/,
    ],
    [
      "an unknown node",
      ["run", "tstl-apps/hello/main.ts", "--nodes", "b0,zz"],
      1,
      /no node "zz": there are b0, b1/,
    ],
    ["an unknown node's shell", ["shell", "zz"], 1, /no node "zz"/],
    ["an unknown worker", ["kill", "b0/99"], 1, /no worker 99 on node b0/],
    ["an unknown run", ["kill", "r99"], 1, /no run "r99"/],
    ["an unknown topology", ["topology", "moebius"], 1, /moebius.*ring, mesh/],
    ["an impossible topology", ["topology", "no.json"], 1, /no such file: no\.json/],
    ["an unknown link", ["link", "b0/7", "--cut"], 1, /b0.*7/],
    ["nobody at an address", ["attach", "http://127.0.0.1:9"], 1, /127\.0\.0\.1:9/],
    ["no address", ["attach", "nonsense"], 1, /nonsense/],
    ["a missing document", ["load", "no.json"], 1, /no such file: no\.json/],
  ])("%s: one clear line and a failing exit code", async (_, args, code, message) => {
    const ran = await cli.run(args as string[]);
    expect(ran.err).toMatch(message as RegExp);
    expect(ran.code).toBe(code);
    expect(oneLine(ran.err)).toBe(1);
    expect(ran.out).toBe("");
  });

  it.each([
    ["an unknown command", ["frobnicate"]],
    ["an unknown option", ["run", "x.ts", "--frob"]],
    ["a missing argument", ["run"]],
    ["a number out of range", ["link", "b0/0", "--ber", "7"]],
    ["no number", ["run", "x.ts", "--timeout", "soon"]],
    ["a malformed worker", ["kill", "b3"]],
  ])("%s is wrong usage: exit code 2", async (_, args) => {
    const ran = await cli.run(args as string[]);
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(/error:/);
  });

  it("tells a type error in file, line and column, with the source line", async () => {
    const app = write("wrong.ts", 'const n: number = "one";\nconsole.log(n);\n');
    const { code, err } = await cli.run(["run", app]);
    expect(code).toBe(1);
    expect(err).toMatch(/wrong\.ts:1:7/);
    expect(err).toContain('const n: number = "one";');
  });

  it("refuses a broken network document and names the place; nothing changes", async () => {
    await cli.run(["save", join(folder, "lab.json")]);
    const lab = JSON.parse(readFileSync(join(folder, "lab.json"), "utf8"));
    lab.nodes[1].board = "one";
    const broken = write("broken.json", JSON.stringify(lab));
    const ran = await cli.run(["load", broken]);
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining("nodes[1].board") });
    const half = write("half.json", '{"format": "vnetos-net');
    expect(await cli.run(["load", half])).toMatchObject({
      code: 1,
      err: expect.stringContaining("half.json is no JSON"),
    });
    expect(await cli.json<unknown[]>("nodes")).toHaveLength(2);
  });

  it("names a busy port and starts nothing", async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as { port: number };
    const other = new Cli();
    const ran = await other.run(["up", "--port", String(port)]);
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining(`port ${port} is in use`) });
    server.close();
    await other.end();
  });

  it("refuses a wrong key", async () => {
    const board = cli.start([
      "board",
      "--name",
      "v1",
      "--key-file",
      write("right.key", "ab".repeat(32)),
    ]);
    const [, url] = await board.shows(/up at (http:\S+)/);
    const wrong = await cli.run([
      "attach",
      url as string,
      "--key-file",
      write("wrong.key", "cd".repeat(32)),
    ]);
    expect(wrong).toMatchObject({ code: 1, err: expect.stringMatching(/key/) });
    const none = await cli.run(["attach", url as string]);
    expect(none).toMatchObject({ code: 1, err: expect.stringMatching(/key/) });
    const empty = await cli.run(["attach", url as string, "--key-file", write("empty.key", "")]);
    expect(empty).toMatchObject({ code: 1, err: expect.stringMatching(/key/) });
    expect(await cli.json<unknown[]>("nodes")).toHaveLength(2);
    board.child.kill("SIGINT");
    await board.finished;
  });

  describe("the API", () => {
    interface Answer {
      readonly status: number;
      readonly code: string | undefined;
    }
    const ask = (options: {
      path?: string;
      method?: string;
      headers?: Record<string, string>;
      body?: string;
    }) =>
      new Promise<Answer>((resolve, reject) => {
        const { url, token } = JSON.parse(readFileSync(join(cli.home, "gateway.json"), "utf8"));
        const { host, port, hostname } = new URL(url);
        const headers = { Host: host, Authorization: `Bearer ${token}`, ...options.headers };
        const sent = request(
          {
            hostname,
            port,
            path: options.path ?? "/api",
            method: options.method ?? "GET",
            headers,
          },
          (response) => {
            let text = "";
            response.on("data", (chunk) => {
              text += chunk;
            });
            response.on("end", () => {
              const body = text.startsWith("{") ? JSON.parse(text) : undefined;
              resolve({ status: response.statusCode ?? 0, code: body?.error?.code });
            });
          },
        );
        sent.on("error", reject);
        sent.end(options.body);
      });
    const json = { "Content-Type": "application/json" };

    it("answers who it is to who has the token", async () => {
      expect(await ask({})).toMatchObject({ status: 200 });
    });

    it.each([
      ["a foreign Host", { headers: { Host: "evil.example" } }, 403, "forbidden"],
      ["a foreign Origin", { headers: { Origin: "http://evil.example" } }, 403, "forbidden"],
      ["no token", { headers: { Authorization: "" } }, 403, "forbidden"],
      ["a wrong token", { headers: { Authorization: "Bearer nonsense" } }, 403, "forbidden"],
      ["an unknown resource", { path: "/api/frob" }, 404, "not-found"],
      ["a path out of the page's folder", { path: "/..%2fboard-host.js" }, 404, "not-found"],
      [
        "a body that is no JSON type",
        {
          method: "POST",
          path: "/api/programs",
          headers: { "Content-Type": "text/plain" },
          body: "{}",
        },
        415,
        "unsupported-media-type",
      ],
      [
        "a body that is no JSON",
        { method: "POST", path: "/api/programs", headers: json, body: "{" },
        400,
        "bad-json",
      ],
      [
        "a body of the wrong form",
        { method: "POST", path: "/api/programs", headers: json, body: '{"entry":1,"files":{}}' },
        400,
        "bad-request",
      ],
      [
        "a fault out of range",
        { method: "PUT", path: "/api/links/b0/0", headers: json, body: '{"ber":2}' },
        400,
        "bad-request",
      ],
      [
        "a body too large",
        {
          method: "POST",
          path: "/api/programs",
          headers: { ...json, "Content-Length": "99999999" },
        },
        413,
        "too-large",
      ],
    ])("refuses %s", async (_, options, status, code) => {
      expect(await ask(options)).toEqual({ status, code });
    });

    it("serves an OpenAPI description of every resource", async () => {
      const { url, token } = JSON.parse(readFileSync(join(cli.home, "gateway.json"), "utf8"));
      const answer = await fetch(`${url}/api/openapi.json`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      const { openapi, paths } = (await answer.json()) as {
        openapi: string;
        paths: Record<string, object>;
      };
      expect(openapi).toMatch(/^3\./);
      for (const path of [
        "/api/nodes",
        "/api/runs",
        "/api/workers",
        "/api/programs",
        "/api/topology",
        "/api/network",
        "/api/switch",
        "/api/links/{node}/{link}",
      ])
        expect(Object.keys(paths)).toContain(path);
    });
  });
});
