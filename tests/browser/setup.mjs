// A record of the examples, a server on it, a browser in front of it.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** The program under test: ONRECORD, or the newest build. */
function program() {
  const found = [process.env.ONRECORD, join(root, "target/debug/onrecord"), join(root, "target/release/onrecord")];
  const there = found.find((path) => path && existsSync(path));
  if (!there) throw new Error("no onrecord found: run `cargo build` first, or name it in ONRECORD");
  return there;
}

/** Runs the program to its end. */
export function onrecord(...parameters) {
  const ran = spawnSync(program(), parameters, { encoding: "utf8", cwd: root });
  if (ran.status !== 0) throw new Error(`onrecord ${parameters.join(" ")}: ${ran.status}\n${ran.stderr}`);
  return ran.stdout;
}

/** Debian's chromium, or what CHROMIUM names. `undefined` where there is none; in CI that is a failure. */
export function chromium() {
  const places = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = places.find((path) => path && existsSync(path));
  if (!found && process.env.CI) throw new Error("no browser found; .ci/run installs chromium");
  return found;
}

/** Why the tests are left out, or false. */
export const missing = chromium() ? false : "no browser: install chromium, or name one in CHROMIUM";

export async function launch() {
  const { chromium: engine } = await import("playwright-core");
  // Tests run as root in containers, where the sandbox cannot start.
  return engine.launch({ executablePath: chromium(), args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

/** A folder with a record of the examples, codebook applied. */
export function examples() {
  const folder = mkdtempSync(join(tmpdir(), "onrecord-browser-"));
  const record = join(folder, "tessil.onrecord");
  onrecord("build", "examples/reports", "-o", record);
  onrecord("codebook", "apply", record, join(root, "examples/codebook.toml"));
  return { folder, record, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Serves a record on a free port; gives its address and a way to stop it. */
export async function serve(record, ...parameters) {
  const child = spawn(program(), ["serve", record, "--address", "127.0.0.1:0", ...parameters], { cwd: root });
  let said = "";
  const address = await new Promise((resolve, reject) => {
    child.stderr.on("data", (data) => {
      said += data;
      const found = said.match(/http:\/\/[0-9.:]+\//);
      if (found) resolve(found[0].replace(/\/$/, ""));
    });
    child.on("exit", (status) => reject(new Error(`onrecord serve ended with ${status}\n${said}`)));
  });
  const stop = () =>
    new Promise((resolve) => {
      child.removeAllListeners("exit");
      child.on("exit", resolve);
      child.kill("SIGTERM");
    });
  return { address, stop };
}

/** Addresses of one page of each kind, found as a visitor finds them: by following links from the overview. */
export async function pagesOf(page, address) {
  const first = async (from, selector) => {
    await page.goto(from.startsWith("http") ? from : address + from);
    return page.locator(selector).first().evaluate((link) => new URL(link.href).pathname);
  };
  const conflict = async () => {
    await page.goto(`${address}/conflicts`);
    const found = page.locator("article.conflict .words a");
    return (await found.count()) ? { conflict: await first("/conflicts", "article.conflict .words a") } : {};
  };
  const actor = await first("/actors", "tbody th a.actor");
  return {
    overview: "/",
    issues: "/issues",
    issue: await first("/", ".matrix tbody th a"),
    actors: "/actors",
    actor,
    side: await first("/", ".matrix thead th a"),
    statement: await first(actor, "article.line .words a[href^='/statements/']"),
    reports: "/reports",
    report: await first("/reports", "tbody a.report"),
    conflicts: "/conflicts",
    ...(await conflict()),
    timeline: "/timeline",
    search: "/search?q=inspectors",
    "search-reports": "/search?q=inspectors&in=reports",
    "search-nothing": "/search?q=zzzz",
    codebook: "/codebook",
    corrections: "/corrections",
    add: "/add",
    api: "/api",
    missing: "/nothing-here",
  };
}
