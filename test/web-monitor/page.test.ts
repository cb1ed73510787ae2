import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { describeInChromium, launchChromium } from "../support/chromium.ts";
import { FakeGateway } from "../support/fake-gateway.ts";
import { bundlePage, type PageFiles } from "../support/fake-gateway-page.ts";

describeInChromium("the page in Chromium", () => {
  let browser: Browser;
  let files: PageFiles;
  let gateway: FakeGateway;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    [browser, files] = await Promise.all([launchChromium(), bundlePage()]);
  });

  afterAll(async () => {
    await browser.close();
  });

  beforeEach(async () => {
    gateway = await FakeGateway.start({ page: files });
    page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
    faults = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
  });

  afterEach(async () => {
    await page.close();
    await gateway.stop();
  });

  const open = async () => {
    await page.goto(gateway.pageUrl);
    await page.waitForSelector('.phase[data-phase="live"]');
  };

  test("loads, hides the token, and shows the cluster without an error", async () => {
    await open();
    expect(new URL(page.url()).hash).toBe("");
    expect(await page.locator(".board").count()).toBe(8);
    expect(await page.locator("[data-link]").count()).toBe(16);
    expect(await page.locator(".summary").textContent()).toBe("8 of 8 boards up · 8 workers");
    await page.reload();
    await page.waitForSelector('.phase[data-phase="live"]');
    expect(faults).toEqual([]);
  });

  test("shows a message travel from board to board, and rests when nothing does", async () => {
    await open();
    const canvas = page.locator(".traffic");
    expect(await canvas.getAttribute("data-travelling")).toBeNull();
    gateway.cluster.send(0, 10, 5);
    gateway.sendSample();
    await page.waitForSelector('[data-link="b0/0"][data-flow="out"]');
    await page.waitForSelector('[data-link="b5/0"][data-flow="in"]');
    await page.waitForSelector('[data-a="b0"][data-b="b5"][data-busy="true"]', {
      state: "attached",
    });
    await page.waitForFunction(
      () => Number(document.querySelector<HTMLElement>(".traffic")?.dataset.travelling) > 0,
    );
    await page.waitForSelector('.traffic[data-travelling="0"]');
    await page.waitForSelector('[data-link="b0/0"][data-flow="none"]');
    expect(faults).toEqual([]);
  });

  test("moves nothing for those who want no motion, and still shows the traffic", async () => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await open();
    gateway.cluster.send(0, 10, 5);
    gateway.sendSample();
    await page.waitForSelector('[data-link="b0/0"][data-flow="out"]');
    expect(await page.locator(".traffic").getAttribute("data-travelling")).toBeNull();
  });

  test("shows output as it comes, as text, and follows it", async () => {
    await open();
    gateway.print("b3", "<b>bold</b> claim\n");
    await page.waitForSelector(".line");
    expect(await page.locator(".line").textContent()).toBe("b3<b>bold</b> claim");
    gateway.print("b4", "line\n".repeat(500));
    await page.waitForFunction(() => document.querySelectorAll(".line").length === 501);
    const toEnd = await page
      .locator(".lines")
      .evaluate((lines) => lines.scrollHeight - lines.scrollTop - lines.clientHeight);
    expect(toEnd).toBeLessThan(2);
  });

  test("kills a worker, stops a run, sets a topology, cuts a link by keyboard", async () => {
    await open();
    await page.getByRole("button", { name: "Kill worker 1 on b2" }).click();
    await page.waitForSelector('[data-node="b2"] .worker[data-state="killed"]');
    await page.getByRole("button", { name: "Stop run ring r1" }).click();
    await page.waitForSelector('.run[data-state="killed"]');
    await page.getByLabel("Topology").selectOption("ring");
    await page.waitForFunction(() => document.querySelectorAll(".edge").length === 8);
    await page.getByRole("button", { name: "Link b6/1, up" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.textContent === "Cut");
    await page.keyboard.press("Enter");
    await page.waitForSelector('[data-link="b6/1"][data-state="cut"]');
    await page.keyboard.press("Escape");
    await page.waitForSelector(".popover[hidden]", { state: "attached" });
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-link"))).toBe(
      "b6/1",
    );
    expect(gateway.changes.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "DELETE /api/workers/b2/1",
      "DELETE /api/runs/r1",
      "PUT /api/topology",
      "PUT /api/links/b6/1",
    ]);
    expect(faults).toEqual([]);
  });

  test("tells what the gateway refuses, and shows what still is", async () => {
    await open();
    await page.getByLabel("Topology").selectOption("torus");
    await page.waitForSelector(".toast");
    expect(await page.locator(".toast p").textContent()).toBe(
      "The topology stays as it is: no torus of 8 boards",
    );
    expect(await page.getByLabel("Topology").inputValue()).toBe("full");
  });

  test("survives a restart of the gateway: says so, comes back, shows the new state", async () => {
    await open();
    gateway.print("b0", "from before");
    await page.waitForSelector(".line");
    const { port } = gateway;
    await gateway.stop();
    await page.waitForSelector(".banner:not([hidden])");
    expect(await page.locator(".banner p").textContent()).toMatch(/^Gateway away, trying again/);

    gateway = await FakeGateway.start({ page: files, port, startId: "start-2" });
    gateway.cluster.changeNode("b1", () => ({ restarts: 1 }));
    gateway.print("b1", "from after");
    await page.waitForSelector('.phase[data-phase="live"]');
    await page.waitForFunction(() => document.querySelectorAll(".line").length === 3);
    expect(await page.locator(".line-text").allTextContents()).toEqual([
      "from before",
      "the gateway has started anew",
      "from after",
    ]);
    expect(await page.locator('[data-node="b1"] .board-restarts').textContent()).toBe(
      "restarted 1×",
    );
    expect(await page.locator(".banner").isHidden()).toBe(true);
  });

  test("without the token, or with a wrong one, says what to do", async () => {
    await page.goto(gateway.url);
    await page.waitForSelector(".entry-card:not([hidden])");
    expect(await page.locator(".entry-card h2").textContent()).toContain(
      "needs the gateway's token",
    );
    await page.goto(`${gateway.url}/#token=wrong`);
    await page.waitForSelector("text=the token is not this gateway's");
    expect(gateway.listeners).toBe(0);
    await page.goto(gateway.pageUrl);
    await page.waitForSelector('.phase[data-phase="live"]');
  });
});
