import { expect, it } from "vitest";
import { runWorld, type WorldOptions } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

function linesOf(program: string, options: WorldOptions): (readonly string[])[] {
  const results = runWorld(compileText(program), options);
  expect(results.map(({ end }) => end)).toEqual(Array(options.size).fill("ok"));
  return results.map(({ lines }) => lines);
}

it("keeps the order of each sender, and names the sender", () => {
  const [lines] = linesOf(
    `import { rank, receive, send, size } from "vnetos";
     if (rank > 0) for (let i = 0; i < 20; i++) send(0, { i, text: "from " + rank });
     else for (let i = 0; i < 20 * (size - 1); i++) {
       const { from, value } = receive<{ i: number; text: string }>();
       console.log(from + " " + value.i + " " + value.text);
     }`,
    { size: 4 },
  );
  for (const from of [1, 2, 3]) {
    const own = lines?.filter((line) => line.startsWith(`${from} `));
    expect(own).toEqual(Array.from({ length: 20 }, (_, i) => `${from} ${i} from ${from}`));
  }
});

it("tells apart what a given rank has sent from what came earlier", () => {
  const lines = linesOf(
    `import { rank, receive, receiveFrom, send, sleep } from "vnetos";
     if (rank === 0) {
       console.log(receiveFrom<string>(2));
       console.log(receive<string>().value);
     }
     if (rank === 2) sleep(50);
     if (rank !== 0) send(0, "I am " + rank);`,
    { size: 3 },
  );
  expect(lines[0]).toEqual(["I am 2", "I am 1"]);
});

it("delivers to oneself a copy", () => {
  const lines = linesOf(
    `import { rank, receiveFrom, send } from "vnetos";
     const list = [1, 2, 3];
     send(rank, list);
     list.push(4);
     console.log(receiveFrom<number[]>(rank).join(" "));`,
    { size: 1 },
  );
  expect(lines).toEqual([["1 2 3"]]);
});

it("looks without waiting", () => {
  const lines = linesOf(
    `import { barrier, rank, send, tryReceive } from "vnetos";
     if (rank === 0) {
       console.log(String(tryReceive() === undefined));
       console.log(String(tryReceive({ from: 0 }) === undefined));
     }
     barrier();
     if (rank === 1) send(0, "now");
     barrier();
     if (rank === 0) console.log(tryReceive<string>({ from: 1 })?.value + " from " + 1);`,
    { size: 2 },
  );
  expect(lines[0]).toEqual(["true", "true", "now from 1"]);
});

it("carries everything that JSON can, byte for byte", () => {
  const value = {
    text: "naïve “quotes”\n\t\\",
    list: [1.5, -3, 1e21, 0.1],
    deep: { a: { b: [true, false] } },
  };
  const lines = linesOf(
    `import { rank, receiveFrom, send } from "vnetos";
     if (rank === 0) send(1, ${JSON.stringify(value)});
     else console.log(JSON.stringify(receiveFrom(0)));`,
    { size: 2 },
  );
  expect(JSON.parse(lines[1]?.[0] ?? "")).toEqual(value);
});

it("throws a timeout that names call, rank and time", () => {
  const lines = linesOf(
    `import { barrier, rank, receive, VnetosError } from "vnetos";
     try {
       receive({ from: 1 - rank, timeoutMs: 250 });
     } catch (error) {
       if (error instanceof VnetosError) console.log(error.code + ": " + error.message);
     }
     barrier();`,
    { size: 2 },
  );
  expect(lines[0]).toEqual(["timeout: receive: nothing from rank 1 (b1) within 250 ms"]);
});

it("starts anew after a long value that was not taken in time", () => {
  const lines = linesOf(
    `import { rank, receiveFrom, send, sleep } from "vnetos";
     if (rank === 0) {
       try { send(1, "x".repeat(300000), { timeoutMs: 100 }); } catch (error) { console.log("" + error); }
       send(1, "short");
     } else {
       sleep(1000);
       console.log(receiveFrom<string>(0));
     }`,
    { size: 2 },
  );
  expect(lines[0]).toEqual(["VnetosError: send: rank 1 (b1) did not take it within 100 ms"]);
  expect(lines[1]).toEqual(["short"]);
});

it("sends along named ports", () => {
  const lines = linesOf(
    `import { barrier, openPort, rank } from "vnetos";
     const north = openPort("north");
     barrier();
     if (rank === 0) {
       console.log(String(north.tryReceive() === undefined));
       north.send({ temperature: 21.5 });
       console.log(north.receive<string>());
     } else {
       console.log(String(north.receive<{ temperature: number }>(1000).temperature));
       north.send("thanks");
       try { north.receive(10); } catch (error) { console.log("" + error); }
     }
     barrier();
     north.close();
     if (rank === 0) try { openPort("no/name"); } catch (error) { console.log("" + error); }`,
    { size: 2 },
  );
  expect(lines).toEqual([
    ["true", "thanks", 'VnetosError: openPort(name): "no/name" is no name of a port'],
    ["21.5", 'VnetosError: port "north": nothing came within 10 ms'],
  ]);
});

it("reads input by lines and whole, however it is cut into parts", () => {
  const program = `import { readInput, readLine } from "vnetos";
    console.log("[" + readLine() + "]");
    console.log("[" + readLine() + "]");
    console.log("[" + readInput() + "]");
    console.log(String(readLine() === undefined));
    console.log("[" + readInput() + "]");`;
  const text = "first\r\nsecond line\nthe\nrest, without end";
  const expected = ["[first]", "[second line]", "[the\nrest, without end]", "true", "[]"];
  for (const step of [1, 7, 100]) {
    const input = [...text]
      .map((_, i) => text.slice(i * step, (i + 1) * step))
      .filter((part) => part !== "");
    expect(linesOf(program, { size: 1, input })).toEqual([expected]);
  }
});

it("saves files byte for byte, of every length modulo 3 and in parts", () => {
  const program = `import { saveFile } from "vnetos";
    for (const length of [0, 1, 2, 3, 12287, 12288, 12289, 30000]) {
      const bytes: number[] = [];
      for (let i = 0; i < length; i++) bytes.push((i * 7) % 256);
      saveFile("f" + length, bytes);
    }
    saveFile("text", "naïve\\n");`;
  const [result] = runWorld(compileText(program), { size: 1 });
  expect(result?.end).toBe("ok");
  const files = Object.fromEntries(result?.files.map(({ name, bytes }) => [name, bytes]) ?? []);
  for (const length of [0, 1, 2, 3, 12287, 12288, 12289, 30000]) {
    const expected = Buffer.from(Array.from({ length }, (_, i) => (i * 7) % 256));
    expect(files[`f${length}`]?.equals(expected), `f${length}`).toBe(true);
  }
  expect(files.text?.toString()).toBe("naïve\n");
  expect(result?.files.every(({ complete }) => complete)).toBe(true);
});
