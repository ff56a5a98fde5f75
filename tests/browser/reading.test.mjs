// What a visitor does: read, search, follow a claim to its words, without and with script.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { examples, launch, missing, onrecord, pagesOf, serve } from "./setup.mjs";

let made, server, browser;

if (!missing) {
  before(async () => {
    made = examples();
    server = await serve(made.record, "--read-only");
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    made?.remove();
  });
}

/** A page that fails the test on any error, and on any request to anywhere but the server. */
async function open(options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(server.address) && !url.startsWith("file:") && !url.startsWith("data:")) wrong.push(url);
  });
  return {
    page,
    close: async () => {
      await context.close();
      assert.deepEqual(wrong, []);
    },
  };
}

test("from the matrix to the words in a report", { skip: missing }, async () => {
  const { page, close } = await open();
  await page.goto(server.address);
  const cell = page.locator(".matrix a.cell").first();
  const stance = await cell.locator("b").first().innerText();
  await cell.click();
  await page.waitForURL(/\/issues\//);
  assert.match(await page.locator("li:target").innerText(), new RegExp(stance));
  await page.locator("article.line .words a").first().click();
  await page.waitForURL(/\/statements\//);
  const words = await page.locator("article.witness mark.content").first().innerText();
  await page.locator("article.witness ol.chain a.report").first().click();
  await page.waitForURL(/\/reports\/.*#t-/);
  const note = page.locator("a.note:target");
  assert.equal(await note.count(), 1);
  const marked = await note.locator("xpath=following-sibling::mark[1]").innerText();
  assert.ok(words.startsWith(marked.trim()) || marked.startsWith(words.trim()), `${words} | ${marked}`);
  // The browser scrolls there once the page is laid out.
  await page.waitForFunction(() => {
    const { top } = document.querySelector("a.note:target").getBoundingClientRect();
    return top >= 0 && top < innerHeight;
  });
  await close();
});

test("search finds as one types, and the address holds the query", { skip: missing }, async () => {
  const { page, close } = await open();
  await page.goto(`${server.address}/search`);
  await page.locator("#words").pressSequentially("inspec");
  await page.waitForURL(/q=inspec/);
  await page.waitForFunction(() => document.querySelector("#results mark.hit"));
  const hits = await page.locator("#results mark.hit").allInnerTexts();
  assert.ok(hits.length > 0 && hits.every((hit) => hit.toLowerCase().startsWith("inspec")), hits.join());
  const all = await page.locator("#results .lead").innerText();
  await page.locator("aside .facet a").first().click();
  assert.match(page.url(), /q=inspec&/);
  assert.notEqual(await page.locator("#results .lead").innerText(), all);
  await page.getByRole("link", { name: "Reports", exact: true }).last().click();
  assert.ok((await page.locator("article.line p.excerpt mark.hit").count()) > 0);
  await close();
});

test("the keyboard leads through the record", { skip: missing }, async () => {
  const { page, close } = await open();
  await page.goto(server.address);
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await page.waitForURL(/\/timeline/);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  assert.equal(await page.locator("article.line.here").count(), 1);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/statements\//);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await close();
});

test("a citation names the outlet and the address", { skip: missing }, async () => {
  const { page, close } = await open();
  const pages = await pagesOf(page, server.address);
  await page.goto(server.address + pages.statement);
  const citation = await page.locator(".citation").textContent();
  assert.match(citation, /“.+”/);
  assert.ok(citation.includes(pages.statement), citation);
  await close();
});

test("every page shows something as data", { skip: missing }, async () => {
  const { page, close } = await open();
  const pages = await pagesOf(page, server.address);
  for (const name of ["overview", "issues", "issue", "actors", "actor", "statement", "reports", "report", "timeline", "codebook"]) {
    await page.goto(server.address + pages[name]);
    for (const form of ["CSV", "JSON"]) {
      const link = await page.locator("section.tools").getByRole("link", { name: form }).getAttribute("href");
      const answer = await page.request.get(server.address + link);
      assert.equal(answer.status(), 200, link);
      const text = await answer.text();
      if (form === "JSON") assert.ok(Object.keys(JSON.parse(text)).length > 0, link);
      else assert.ok(text.split("\n").length > 1, link);
    }
  }
  await close();
});

test("a read-only server offers no way to change anything", { skip: missing }, async () => {
  const { page, close } = await open();
  const pages = await pagesOf(page, server.address);
  await page.goto(server.address + pages.statement);
  assert.equal(await page.locator("form.correction").count(), 0);
  const answer = await page.request.post(`${server.address}/api/v1/corrections`, { data: { kind: "rename", subject: "stannard", object: "X" } });
  assert.equal(answer.status(), 403);
  await close();
});

test("the static site works from disk without script", { skip: missing }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "onrecord-site-"));
  onrecord("site", made.record, "-o", folder);
  assert.ok(readdirSync(join(folder, "statements")).length > 50);
  const { page, close } = await open({ javaScriptEnabled: false });
  await page.goto(`file://${folder}/index.html`);
  await page.locator(".matrix a.cell").first().click();
  assert.match(page.url(), /\/issues\/.*\.html#side-/);
  await page.locator("article.line .words a").first().click();
  assert.match(page.url(), /\/statements\/.*\.html/);
  await page.locator("article.witness ol.chain a.report").first().click();
  assert.match(page.url(), /\/reports\/.*\.html#t-/);
  assert.equal(await page.locator("a.note:target").count(), 1);
  // The style was found: text stands on the paper of the style sheet.
  const style = await page.locator("a.note:target").evaluate((a) => getComputedStyle(a).textDecorationLine);
  assert.equal(style, "none");
  await page.locator("header.top a", { hasText: "Timeline" }).click();
  assert.ok((await page.locator("section.day").count()) > 3);
  await close();
  rmSync(folder, { recursive: true, force: true });
});

test("the static site is searched from disk by its script", { skip: missing }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "onrecord-site-"));
  onrecord("site", made.record, "-o", folder);
  const { page, close } = await open();
  await page.goto(`file://${folder}/search.html?q=inspec`);
  await page.waitForFunction(() => document.querySelector("#results article.line"));
  const texts = await page.locator("#results article.line").allInnerTexts();
  assert.ok(texts.every((text) => /\binspec/i.test(text)), texts.join(" | "));
  assert.equal(await page.locator("#without").isVisible(), false);
  await page.locator("#words").fill("inspec zzzz");
  await page.waitForFunction(() => !document.querySelector("#results article.line"));
  assert.match(await page.locator("#results .lead").innerText(), /^0 statements/);
  await page.locator("#words").fill("inspec");
  await page.locator("#results article.line a").first().click();
  assert.match(page.url(), /\/statements\/.*\.html/);
  await close();
  rmSync(folder, { recursive: true, force: true });
});
