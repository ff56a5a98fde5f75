// What a person changes: correct, take back, add reports, hostile ones too.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { examples, launch, missing, pagesOf, serve } from "./setup.mjs";

let made, server, browser;

if (!missing) {
  before(async () => {
    made = examples();
    server = await serve(made.record);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    made?.remove();
  });
}

/** Drops a file on the page, as a person does from a folder. */
async function drop(page, name, type, text) {
  const transfer = await page.evaluateHandle(
    ([name, type, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name, { type }));
      return data;
    },
    [name, type, text],
  );
  for (const event of ["dragenter", "dragover", "drop"]) await page.dispatchEvent("body", event, { dataTransfer: transfer });
}

test("a speaker that is corrected is corrected everywhere, until it is taken back", { skip: missing }, async () => {
  const page = await browser.newPage();
  const pages = await pagesOf(page, server.address);
  await page.goto(server.address + pages.statement);
  const words = (await page.locator("h1.quote").innerText()).replace(/^“|”$/g, "");
  const before = await page.locator("p.byline a.actor").innerText();
  const other = before === "Imogen Thrale" ? "Tomas Rehn" : "Imogen Thrale";
  await page.getByText("Correct this statement").click();
  const form = page.locator("form.correction", { hasText: "Set the speaker" });
  await form.getByLabel("Somebody else said it").fill(other);
  await form.getByLabel("Your name").fill("Zoë");
  await form.getByRole("button").click();
  await page.waitForURL(/\/statements\//);
  assert.equal(await page.locator("p.byline a.actor").innerText(), other);
  // In the report.
  await page.locator("article.witness ol.chain a.report").first().click();
  assert.equal(await page.locator("a.note:target").getAttribute("title"), other);
  // With the actor, in the search and in the API.
  await page.goto(`${server.address}/search?q=${encodeURIComponent(`"${words.slice(0, 60)}"`)}`);
  assert.equal(await page.locator("article.line a.actor").first().innerText(), other);
  await page.locator("article.line a.actor").first().click();
  assert.ok((await page.locator("article.line .words").allInnerTexts()).some((text) => text === words));
  // It is kept with who made it, and can be taken back.
  await page.goto(`${server.address}/corrections`);
  assert.match(await page.locator("tbody tr").first().innerText(), new RegExp(`${other} says it.*Zoë`, "s"));
  await page.getByRole("button", { name: /Take it back/ }).first().click();
  await page.waitForSelector("tr.undone");
  await page.goto(`${server.address}/search?q=${encodeURIComponent(`"${words.slice(0, 60)}"`)}`);
  assert.equal(await page.locator("article.line a.actor").first().innerText(), before);
  await page.close();
});

test("an actor is renamed in place", { skip: missing }, async () => {
  const page = await browser.newPage();
  await page.goto(`${server.address}/actors/stannard`);
  await page.getByText("Correct this actor").click();
  const form = page.locator("form.correction", { has: page.getByRole("button", { name: "Rename" }) });
  await form.getByLabel("Name", { exact: true }).fill("Aurelio Stännard");
  await form.getByRole("button").click();
  await page.waitForURL(/\/actors\/stannard/);
  assert.equal(await page.locator("h1").innerText(), "Aurelio Stännard");
  await page.goto(`${server.address}/actors`);
  assert.equal(await page.getByRole("link", { name: "Aurelio Stännard" }).count(), 1);
  await page.close();
});

test("a report is added by drag and drop", { skip: missing }, async () => {
  const page = await browser.newPage();
  await page.goto(`${server.address}/add`);
  const text = "“The ferry to Port Ishel will never sail on Sundays,” Imogen Thrale said on Monday, 3 June 2024.\n\nShe was at the quay.\n";
  await drop(page, "quäy.txt", "text/plain", text);
  const link = page.locator("#progress a");
  await link.waitFor({ timeout: 60_000 });
  await link.click();
  await page.waitForURL(/\/reports\/r-/);
  assert.match(await page.locator("article.text mark.content").first().innerText(), /ferry to Port Ishel/);
  await page.goto(`${server.address}/search?q=ferry+sundays`);
  assert.equal(await page.locator("article.line").count(), 1);
  await page.close();
});

test("a report is added by paste, without script", { skip: missing }, async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.address}/add`);
  await page.getByLabel("Or paste the text").fill("The lighthouse is closed for good, Imogen Thrale told reporters.");
  await page.getByLabel("A name for").fill("lighthouse");
  await page.getByRole("button", { name: "Read into the record" }).click();
  await page.waitForURL(/\/add\?job=/);
  for (let tries = 0; tries < 100 && !(await page.getByRole("link", { name: "lighthouse" }).count()); tries += 1) {
    await page.waitForTimeout(200);
    await page.reload();
  }
  await page.getByRole("link", { name: "lighthouse" }).click();
  assert.match(await page.locator("article.text").innerText(), /lighthouse is closed/);
  await context.close();
});

test("a hostile report is text, wherever it shows", { skip: missing }, async () => {
  const page = await browser.newPage();
  const ran = [];
  page.on("dialog", (dialog) => {
    ran.push(dialog.message());
    dialog.dismiss();
  });
  await page.goto(`${server.address}/add`);
  const evil = `<img src=x onerror="alert(1)"><script>alert(2)</script>`;
  const report = {
    title: `Evil ${evil}`,
    outlet: `Outlet ${evil}`,
    url: `javascript:alert(3)//${evil}`,
    author: evil,
    date: "2024-06-04",
    text: `“${evil} is what we demand,” Imogen Thrale said on Tuesday. Thrale said that ${evil} had been "agreed".`,
  };
  await drop(page, `<script>alert(4)</script>.jsonl`, "application/json", `${JSON.stringify(report)}\n`);
  const link = page.locator("#progress a");
  await link.waitFor({ timeout: 60_000 });
  assert.match(await link.innerText(), /Evil <img/);
  await link.click();
  await page.waitForURL(/\/reports\/r-/);
  const addresses = [page.url(), "/", "/reports?page=1", "/search?q=alert", "/search?q=alert&in=reports", "/timeline", "/actors/thrale"];
  addresses.push(`/search?q=${encodeURIComponent(evil)}`, `/actors/${encodeURIComponent(evil)}`, `/search?outlet=${encodeURIComponent(evil)}`);
  const statement = await page.locator("a.note[href]").first().getAttribute("href");
  addresses.push(statement);
  for (const address of addresses) {
    await page.goto(address.startsWith("http") ? address : server.address + address);
    const foreign = await page.evaluate(
      () => [...document.querySelectorAll("script:not([src$='/script.js']), img, [onerror], a[href^='javascript']")].map((e) => e.outerHTML),
    );
    assert.deepEqual(foreign, [], address);
  }
  await page.goto(server.address + statement);
  assert.match(await page.locator("h1.quote").innerText(), /<script>|<img/);
  assert.deepEqual(ran, []);
  await page.close();
});

test("changes from another origin are refused", { skip: missing }, async () => {
  const page = await browser.newPage();
  const change = { headers: { origin: "http://evil.example" }, form: { kind: "rename", subject: "stannard", object: "X" } };
  const answer = await page.request.post(`${server.address}/corrections`, change);
  assert.equal(answer.status(), 403);
  const other = await page.request.get(server.address, { headers: { host: "evil.example" } });
  assert.equal(other.status(), 403);
  await page.close();
});
