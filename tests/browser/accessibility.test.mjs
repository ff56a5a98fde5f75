// axe-core on every page, in light and in dark, wide and narrow: no violations.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { examples, launch, missing, pagesOf, serve } from "./setup.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let made, server, browser, pages;

if (!missing) {
  before(async () => {
    made = examples();
    server = await serve(made.record);
    browser = await launch();
    const page = await browser.newPage();
    pages = await pagesOf(page, server.address);
    await page.close();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    made?.remove();
  });
}

for (const colorScheme of ["light", "dark"]) {
  test(`no violation in ${colorScheme}`, { skip: missing }, async (t) => {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
    const page = await context.newPage();
    for (const [name, path] of Object.entries(pages)) {
      await t.test(name, async () => {
        await page.goto(server.address + path);
        await page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
        const told = violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.html} ${n.failureSummary}`).join("\n  ")}`);
        assert.deepEqual(told, [], `${path}\n${told.join("\n")}`);
      });
    }
    await context.close();
  });
}

test("no page is wider than a telephone", { skip: missing }, async (t) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  for (const [name, path] of Object.entries(pages)) {
    await t.test(name, async () => {
      await page.goto(server.address + path);
      const wide = await page.evaluate(() =>
        [...document.querySelectorAll("body *")]
          .filter((e) => !e.closest(".scroll, pre, .unseen") && e.getBoundingClientRect().right > innerWidth + 1)
          .map((e) => e.outerHTML.slice(0, 120)),
      );
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 390, `${path}: ${width} px wide\n${wide.slice(0, 5).join("\n")}`);
    });
  }
  await page.close();
});
