// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { clusterMap } from "../../web-monitor/views/cluster-map.ts";
import { FakeCluster } from "../support/fake-gateway-cluster.ts";
import { fakeNode, fakeWorker } from "../support/fake-gateway-views.ts";
import { Stage, stateOf } from "./browser-parts.ts";

describe("boards", () => {
  test("stand in the picture with what is known of them", () => {
    const cluster = new FakeCluster();
    cluster.changeNode("b6", () => ({ restarts: 2 }));
    const stage = new Stage(clusterMap, stateOf(cluster));
    expect(stage.texts(".board-name")).toEqual(["b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7"]);
    const card = stage.find('[data-node="b6"]');
    expect(card.textContent).toContain("fengari");
    expect(card.textContent).toContain("restarted 2×");
    expect(card.textContent).toContain("58.0 MB free");
    expect(card.querySelector(".rank")?.textContent).toBe("6");
    expect(card.querySelector(".worker [role=meter]")?.getAttribute("aria-valuetext")).toBe(
      "1.4 MB of 16.8 MB, at most 1.6 MB",
    );
  });

  test("that are lost say why", () => {
    const stage = new Stage(clusterMap);
    const event = {
      seq: 1,
      time: "",
      type: "node",
      node: "b3",
      state: "lost",
      message: "silent",
    } as const;
    stage.dispatch({ type: "events", events: [event], replay: false });
    expect(stage.find('[data-node="b3"]').dataset.state).toBe("lost");
    expect(stage.find('[data-node="b3"]').textContent).toContain("silent");
    expect(stage.find('[data-link="b3/0"]').getAttribute("data-state")).toBe("down");
  });

  test("without a place on the switch stand beside the picture", () => {
    const cluster = new FakeCluster();
    cluster.nodes = [...cluster.nodes, fakeNode(9, { name: "lab", switchPorts: undefined })];
    const stage = new Stage(clusterMap, stateOf(cluster));
    expect(stage.texts(".unwired .board-name")).toEqual(["lab"]);
  });

  test("choose the output that is shown by their name", () => {
    const stage = new Stage(clusterMap);
    stage.button("b2").click();
    expect(stage.state.choices.consoleNode).toBe("b2");
    stage.button("b2").click();
    expect(stage.state.choices.consoleNode).toBeUndefined();
  });
});

describe("workers", () => {
  test("are killed by their button, named for screen readers", () => {
    const stage = new Stage(clusterMap);
    stage.button("Kill worker 1 on b5").click();
    expect(stage.commands.killWorker).toHaveBeenCalledExactlyOnceWith("b5", 1);
  });

  test("that have ended cannot be killed, and tell how they ended", () => {
    const cluster = new FakeCluster();
    const error = { code: "out-of-memory", message: "over 16 MB" } as const;
    const ended = fakeWorker(1, { state: "ended", exit: { status: "failed", error } });
    cluster.changeNode("b0", () => ({ workers: [ended] }));
    const stage = new Stage(clusterMap, stateOf(cluster));
    expect(stage.button("Kill worker 1 on b0").hidden).toBe(true);
    expect(stage.find('[data-node="b0"] .worker').title).toBe("over 16 MB");
    expect(stage.find('[data-node="b0"] .worker-state').textContent).toBe("failed");
  });

  test("with hostile names are shown as text", () => {
    const cluster = new FakeCluster();
    const name = '<img src=x onerror="alert(1)">';
    cluster.changeNode("b0", () => ({ workers: [fakeWorker(1, { name })] }));
    const stage = new Stage(clusterMap, stateOf(cluster));
    expect(stage.view.dom.querySelector("img")).toBeNull();
    expect(stage.find('[data-node="b0"] .worker-name').textContent).toBe(name);
  });
});

describe("links", () => {
  test("two for each board, one edge for each pair of neighbours", () => {
    const stage = new Stage(clusterMap);
    expect(stage.view.dom.querySelectorAll("[data-link]")).toHaveLength(16);
    expect(stage.view.dom.querySelectorAll(".edge")).toHaveLength(28);
  });

  test("show traffic, its direction, and between whom; and rest again", () => {
    const stage = new Stage(clusterMap);
    const cluster = new FakeCluster();
    cluster.send(0, 6, 12);
    const event = {
      seq: 0,
      time: "2026-01-02T10:00:00Z",
      type: "traffic",
      sample: cluster.sample,
    } as const;
    stage.dispatch({ type: "events", events: [event], replay: false });
    const link = stage.find('[data-link="b0/0"]');
    expect([link.getAttribute("data-flow"), link.getAttribute("data-rate")]).toEqual(["out", "12"]);
    expect(stage.find('[data-link="b3/0"]').getAttribute("data-flow")).toBe("in");
    expect(stage.find('[data-a="b0"][data-b="b3"]').getAttribute("data-busy")).toBe("true");
    expect(stage.find('[data-a="b0"][data-b="b4"]').getAttribute("data-busy")).toBe("false");
    expect(stage.find(".switch-rate").textContent).toBe("12");
    stage.dispatch({ type: "quiet" });
    expect(link.getAttribute("data-flow")).toBe("none");
    expect(stage.find(".switch-rate").textContent).toBe("0");
  });

  test("open their popover by keyboard; it cuts, repairs, sets bit errors; Escape closes it", () => {
    const cluster = new FakeCluster();
    const stage = new Stage(clusterMap, stateOf(cluster));
    stage
      .find<SVGElement>('[data-link="b1/1"]')
      .dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    expect(stage.find(".popover").hidden).toBe(false);
    expect(stage.find(".popover h2").textContent).toBe("Link b1/1");
    stage.button("Cut").click();
    const sound = { cut: false, ber: 0, loss: 0, delayMs: 0 };
    expect(stage.commands.setFaults).toHaveBeenLastCalledWith("b1", 1, { ...sound, cut: true });

    cluster.setFaults("b1", 1, { cut: true, loss: 0.2 });
    stage.dispatch({ type: "links", links: cluster.links });
    expect(stage.button("Cut").disabled).toBe(true);
    expect(stage.find(".link-word").textContent).toBe("cut · switch port 3");
    const select = stage.find<HTMLSelectElement>("#ber");
    select.value = "0.0001";
    select.dispatchEvent(new Event("change"));
    const wanted = { ...sound, cut: true, loss: 0.2, ber: 1e-4 };
    expect(stage.commands.setFaults).toHaveBeenLastCalledWith("b1", 1, wanted);
    stage.button("Repair").click();
    expect(stage.commands.setFaults).toHaveBeenLastCalledWith("b1", 1, sound);

    stage.find(".popover").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(stage.find(".popover").hidden).toBe(true);
  });
});

test("the topology selector asks, and shows what is rather than what was asked", async () => {
  const stage = new Stage(clusterMap);
  const select = stage.find<HTMLSelectElement>("#topology");
  select.value = "ring";
  select.dispatchEvent(new Event("change"));
  expect(stage.commands.setTopology).toHaveBeenCalledExactlyOnceWith("ring");
  expect(select.value).toBe("full");
  stage.dispatch({ type: "topology", topology: { name: "ring", edges: [["b0", "b1"]] } });
  expect(select.value).toBe("ring");
  expect(stage.view.dom.querySelectorAll(".edge")).toHaveLength(1);
  stage.dispatch({ type: "topology", topology: { name: "my-lab", edges: [] } });
  expect(select.value).toBe("custom");
});

test("the keyboard's focus stays on its link when the picture is drawn anew", () => {
  const stage = new Stage(clusterMap);
  stage.find<SVGElement>('[data-link="b4/0"]').focus();
  stage.dispatch({ type: "topology", topology: { name: "ring", edges: [] } });
  expect(document.activeElement?.getAttribute("data-link")).toBe("b4/0");
});
