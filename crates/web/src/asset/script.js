// Comfort only: every page works without this file. Nothing is requested from anywhere but the server the page
// came from; pages on disk request nothing at all.
"use strict";
(() => {
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const isLive = document.body.hasAttribute("data-live");

  // Copy as citation, with the address of the page.
  for (const details of all("details.cite")) {
    const text = one(".citation", details);
    const address = location.href.split("#")[0];
    text.textContent += ` ${address}`;
    const button = one("button.copy", details);
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
      } catch {
        getSelection().selectAllChildren(text);
        document.execCommand("copy");
      }
      one(".copied", details).textContent = " Copied.";
    });
  }

  // Who corrects types the name once; the browser keeps it.
  for (const name of all("form.correction input[name=by]")) {
    name.value = localStorage.getItem("by") ?? "";
    name.form.addEventListener("submit", () => localStorage.setItem("by", name.value));
  }
  for (const form of all("form.correction:not(:has(input[name=by]))")) {
    const by = localStorage.getItem("by");
    if (by) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "by", value: by }));
  }

  // Search as you type. The address bar holds the query; the latest answer wins.
  const field = one("[data-live-search]");
  const results = one("#results");
  if (field && results && isLive) {
    const form = field.form;
    let number = 0;
    let timer = 0;
    const search = async () => {
      const mine = ++number;
      const query = new URLSearchParams(new FormData(form));
      for (const [key, value] of [...query]) if (!value) query.delete(key);
      const address = `/search?${query}`;
      results.classList.add("waiting");
      try {
        const answer = await fetch(`/search/results?${query}`);
        if (mine !== number || !answer.ok) return;
        results.innerHTML = await answer.text();
        history.replaceState(null, "", address);
      } finally {
        if (mine === number) results.classList.remove("waiting");
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(search, 60);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      search();
    });
  }

  // Search without a server, over a list of all statements that lies beside the pages and is read after this file.
  const finder = one("#finder");
  if (finder && results && !isLive) addEventListener("DOMContentLoaded", () => {
    const statements = window.onrecordStatements;
    if (!statements) return;
    const most = 50;
    const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
    const folded = statements.map(([, speaker, , text]) => ` ${words(`${speaker} ${text}`).join(" ")} `);
    // What is looked for: words and phrases as they stand, the last word perhaps unfinished.
    const wanted = (typed) => typed.split(/["“”„]/u).flatMap((stretch, at) => {
      if (at % 2) return words(stretch).length ? [` ${words(stretch).join(" ")} `] : [];
      const found = words(stretch).map((word) => ` ${word} `);
      if (found.length && /[\p{L}\p{N}]$/u.test(typed) && typed.endsWith(stretch)) found.push(found.pop().trimEnd());
      return found;
    });
    const line = ([file, speaker, day, text]) => {
      const article = Object.assign(document.createElement("article"), { className: "line" });
      const said = Object.assign(document.createElement("p"), { className: "words" });
      said.append(Object.assign(document.createElement("a"), { href: file, textContent: text }));
      const about = Object.assign(document.createElement("p"), { className: "about" });
      for (const part of [speaker || "Nobody named", day]) {
        about.append(Object.assign(document.createElement("span"), { textContent: part }), " ");
      }
      article.append(said, about);
      return article;
    };
    const search = () => {
      const parts = wanted(field.value);
      const found = [];
      let n = 0;
      if (parts.length) folded.forEach((text, at) => {
        if (!parts.every((part) => text.includes(part))) return;
        n += 1;
        if (n <= most) found.push(line(statements[at]));
      });
      const many = n > most ? `The latest ${most} of ${n} statements; add a word to see others` : n === 1 ? "1 statement" : `${n} statements`;
      const lead = Object.assign(document.createElement("p"), { className: "lead", textContent: parts.length ? many : "" });
      results.replaceChildren(lead, ...found);
      const query = new URLSearchParams(parts.length ? { q: field.value } : {});
      // Some browsers let pages on disk keep no address.
      try { history.replaceState(null, "", `?${query}`); } catch { /* the address stays as it was */ }
    };
    finder.hidden = results.hidden = false;
    one("#without").hidden = true;
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    finder.addEventListener("input", search);
    finder.addEventListener("submit", (event) => event.preventDefault());
    search();
  });

  // Adding reports: drop files anywhere, watch them being read.
  const add = one("#add");
  if (add) {
    one(".drophint").hidden = false;
    const progress = one("#progress");
    const files = one("#files");
    const send = async (data) => {
      progress.innerHTML = "<p>Sending …</p>";
      const answer = await fetch("/api/v1/reports", { method: "POST", body: data });
      const job = await answer.json();
      if (!answer.ok) {
        progress.textContent = `${job.error} ${job.hint ?? ""}`;
        return;
      }
      watch(job.id, progress);
    };
    add.addEventListener("submit", (event) => {
      event.preventDefault();
      send(new FormData(add));
    });
    let depth = 0;
    const isFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
    addEventListener("dragenter", (event) => {
      if (!isFiles(event)) return;
      depth += 1;
      document.body.classList.add("dragging");
    });
    addEventListener("dragleave", () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) document.body.classList.remove("dragging");
    });
    addEventListener("dragover", (event) => {
      if (isFiles(event)) event.preventDefault();
    });
    addEventListener("drop", (event) => {
      if (!isFiles(event)) return;
      event.preventDefault();
      depth = 0;
      document.body.classList.remove("dragging");
      files.files = event.dataTransfer.files;
      const data = new FormData();
      for (const file of event.dataTransfer.files) data.append("file", file, file.name);
      send(data);
    });
  }
  const job = one("[data-job]");
  if (job) watch(job.dataset.job, one("#progress") ?? job);

  function watch(id, place) {
    const bar = document.createElement("progress");
    const line = document.createElement("p");
    const list = document.createElement("ul");
    place.replaceChildren(line, bar, list);
    const source = new EventSource(`/api/v1/jobs/${id}/events`);
    source.addEventListener("progress", (event) => {
      const state = JSON.parse(event.data);
      line.textContent = state.text;
      if (state.n_expected) {
        bar.max = state.n_expected;
        bar.value = state.n_done;
      }
      list.replaceChildren(...state.lines.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
      if (state.is_done) {
        source.close();
        bar.remove();
        for (const report of state.reports) {
          const link = Object.assign(document.createElement("a"), { href: `/reports/${encodeURIComponent(report.id)}`, textContent: report.name });
          const item = document.createElement("li");
          item.append("Read: ", link);
          list.append(item);
        }
      }
    });
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) line.textContent = "The connection is gone; reload the page.";
    });
  }

  // Keyboard.
  const keys = [
    ["/", "search"], ["j", "next statement"], ["k", "statement before"], ["Enter", "open it"], ["c", "cite this page"],
    ["g o", "overview"], ["g i", "issues"], ["g a", "actors"], ["g t", "timeline"], ["g r", "reports"], ["?", "this list"],
  ];
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", "Keyboard");
  const title = Object.assign(document.createElement("h2"), { textContent: "Keyboard" });
  const list = document.createElement("ul");
  list.className = "plain";
  for (const [key, does] of keys) {
    const item = document.createElement("li");
    for (const part of key.split(" ")) item.append(Object.assign(document.createElement("kbd"), { textContent: part }), " ");
    item.append(does);
    list.append(item);
  }
  const close = Object.assign(document.createElement("button"), { textContent: "Close", type: "button" });
  close.addEventListener("click", () => dialog.close());
  dialog.append(title, list, close);
  document.body.append(dialog);
  const opener = one("button.shortcuts");
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());

  const links = Object.fromEntries(all("header.top nav a").map((a) => [a.textContent[0].toLowerCase(), a]));
  const lines = () => all("article.line");
  let at = -1;
  const go = (step) => {
    const found = lines();
    if (!found.length) return;
    found[at]?.classList.remove("here");
    at = Math.min(found.length - 1, Math.max(0, at + step));
    found[at].classList.add("here");
    one("a", found[at]).focus({ preventScroll: true });
    found[at].scrollIntoView({ block: "nearest" });
  };
  let waitsForPage = false;
  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    if (waitsForPage) {
      waitsForPage = false;
      const link = links[event.key];
      if (link) {
        event.preventDefault();
        link.click();
      }
      return;
    }
    switch (event.key) {
      case "/": {
        const input = field ?? one("#q") ?? links.s;
        event.preventDefault();
        input?.focus();
        input?.select?.();
        break;
      }
      case "j": go(1); break;
      case "k": go(-1); break;
      case "g": waitsForPage = true; break;
      case "c": {
        const cite = one("details.cite");
        if (cite) {
          cite.open = true;
          one("button.copy", cite).focus();
        }
        break;
      }
      case "?": dialog.showModal(); break;
    }
  });
})();
