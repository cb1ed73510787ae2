import { describe, expect, it } from "vitest";
import { firstBoards, nodeChoice } from "../../../gateway/src/cli/chosen-nodes.ts";
import { GatewayClient } from "../../../gateway/src/cli/gateway-client.ts";
import { fakeNode } from "../../support/fake-gateway-views.ts";

describe("--nodes", () => {
  it("takes names, a number, or numbers", () => {
    expect(nodeChoice("b0, b3,b0")).toEqual({ names: ["b0", "b3", "b0"] });
    expect(nodeChoice("4")).toEqual({ counts: [4] });
    expect(nodeChoice("1,2,4,8")).toEqual({ counts: [1, 2, 4, 8] });
  });

  it.each([
    ["1,b3", /mixes numbers of boards with names: write 1,2,4 .* or b0,b3,b5/],
    ["0,1", /at least 1 board/],
    ["1,,2", /joined by commas/],
    ["", /joined by commas/],
  ])("refuses %j and says what to write", (text, message) => {
    expect(() => nodeChoice(text)).toThrow(message);
  });
});

describe("the first boards", () => {
  const nodes = [
    fakeNode(0, { name: "b10", address: 11 }),
    fakeNode(0, { name: "b2", address: 3 }),
    fakeNode(0, { name: "b1", address: 2, state: "lost" }),
    fakeNode(0, { name: "b0", address: 1 }),
    fakeNode(0, { name: "far", address: undefined }),
  ];
  const client = Object.assign(new GatewayClient({ url: "", token: "" }), {
    get: async () => nodes,
  });

  it("are those that are up and wired, in the order of their addresses", async () => {
    expect(await firstBoards(client, [1, 3])).toEqual([["b0"], ["b0", "b2", "b10"]]);
    expect(await firstBoards(client, [])).toEqual([]);
  });

  it("are refused when there are not so many, with those that there are", async () => {
    await expect(firstBoards(client, [1, 4])).rejects.toThrow(
      /--nodes 4: only 3 boards are up \(b0 b2 b10\)/,
    );
  });
});
