// Pictures of every page, wide and narrow, light and dark, into target/screenshots.
//
//     npm run screenshots                        pictures of the examples
//     node screenshots.mjs FILE.onrecord         of another record
//     node screenshots.mjs --docs                the two of the examples that the README shows, into docs

import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { examples, launch, missing, pagesOf, root, serve } from "./setup.mjs";

if (missing) {
  console.error(missing);
  process.exit(1);
}
const forDocs = process.argv[2] === "--docs";
const made = process.argv[2] && !forDocs ? { record: process.argv[2], remove: () => {} } : examples();
const server = await serve(made.record);
const browser = await launch();
const folder = join(root, "target/screenshots");
mkdirSync(folder, { recursive: true });
const sizes = { wide: { width: 1280, height: 900 }, narrow: { width: 390, height: 844 } };
const probe = await browser.newPage();
const pages = await pagesOf(probe, server.address);
if (forDocs) {
  const page = await browser.newPage({ viewport: { width: 1120, height: 760 }, colorScheme: "light" });
  await page.goto(server.address);
  await page.screenshot({ path: join(root, "docs/overview.png") });
  await page.goto(`${server.address}/reports`);
  await page.locator("tbody a.report", { hasText: "02-meridian-wire.txt" }).click();
  await page.screenshot({ path: join(root, "docs/report.png") });
  await browser.close();
  await server.stop();
  made.remove();
  process.exit(0);
}
for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
    const page = await context.newPage();
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(server.address + path);
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`), fullPage: true });
    }
    await context.close();
  }
}
await browser.close();
await server.stop();
made.remove();
console.log(`${folder}: ${Object.keys(pages).length * 4} pictures`);
