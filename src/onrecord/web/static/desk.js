/* The desk's one script: keys, undo, the next claim fetched beforehand, words picked in the text.
   Every page works without it; it only presses the page's own links and forms, faster. */
"use strict";
(() => {
  const main = document.getElementById("main");
  const token = document.querySelector('meta[name="form-token"]').content;
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const review = () => document.getElementById("review");

  /* pages: fetched once, shown at once */

  const pages = new Map();
  const load = (url) => {
    if (!pages.has(url)) {
      const page = fetch(url, { headers: { Accept: "text/html" } }).then((answer) => answer.text());
      page.catch(() => pages.delete(url));
      pages.set(url, page);
    }
    return pages.get(url);
  };
  const prefetch = () => {
    const next = review()?.dataset.next;
    if (next) load(next);
  };

  async function show(url, { push = true } = {}) {
    const html = await load(url);
    pages.delete(url);
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.getElementById("main");
    if (!fresh || !page.getElementById("review")) {
      window.location.assign(url);
      return;
    }
    const held = { nodes: [...main.childNodes], url: window.location.pathname + window.location.search };
    main.replaceChildren(...[...fresh.childNodes].map((node) => document.adoptNode(node)));
    document.title = page.title;
    if (push) window.history.pushState({}, "", url);
    arrive();
    return held;
  }

  function arrive() {
    pick.begin();
    field = null;
    dirty = false;
    const form = document.getElementById("slots");
    if (form) {
      const start = $("[autofocus]", form) || $$("select", form).find((one) => !one.value && one.name.endsWith("act"));
      (start || $("input:not([type=hidden]), textarea", form)).focus();
    } else if (review()) {
      main.focus({ preventScroll: true });
    }
    if (!form && review()) window.scrollTo({ top: 0 });
    const at = $(".is-trigger");
    if (at) reveal(at.getBoundingClientRect(), { page: false });
    prefetch();
  }

  /** Bring a place of the text into sight: within its own frame where that scrolls, else on the page. */
  function reveal(box, { page = true } = {}) {
    const text = document.getElementById("text");
    if (text.scrollHeight > text.clientHeight + 4) {
      const frame = text.getBoundingClientRect();
      if (box.top < frame.top + 20 || box.bottom > frame.bottom - 20) {
        text.scrollTop += box.top - frame.top - text.clientHeight / 2;
      }
    } else if (page && (box.top < 60 || box.bottom > window.innerHeight - 40)) {
      window.scrollBy({ top: box.top - window.innerHeight / 2 });
    }
  }

  function tell(words, { wrong = false, back = null } = {}) {
    const line = document.getElementById("told");
    if (!line) return;
    line.classList.toggle("is-wrong", wrong);
    line.replaceChildren(words + " ");
    if (back) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.textContent = "Back to it";
      button.addEventListener("click", back);
      line.append(button);
    } else if (!wrong && document.getElementById("undo-form")) {
      const button = document.createElement("button");
      button.setAttribute("form", "undo-form");
      button.className = "link";
      button.append("Undo ", Object.assign(document.createElement("kbd"), { textContent: "u" }));
      line.append(button);
    }
    if (wrong) line.scrollIntoView({ block: "nearest" });
  }

  /* saving: in the background, one after the other */

  let saving = Promise.resolve();
  function send(api, asked) {
    const made = saving.then(async () => {
      const answer = await fetch(api, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-Form-Token": token },
        body: JSON.stringify(asked),
      });
      const told = await answer.json().catch(() => ({ error: "the desk gave no answer; is it still running?" }));
      if (!answer.ok) throw new Error(told.error || "that did not work");
      return told;
    });
    saving = made.catch(() => {});
    return made;
  }

  function asked(form) {
    const told = { fields: {}, second: {} };
    for (const [name, value] of new FormData(form)) {
      const into = name.startsWith("f.") ? told.fields : name.startsWith("g.") ? told.second : told;
      const key = into === told ? name : name.slice(2);
      if (into === told && !["claim", "report", "seen", "why"].includes(key)) continue;
      into[key] = into[key] ? `${into[key]} ${value}` : value;
    }
    return told;
  }

  const DONE = { accept: "Accepted", reject: "Rejected", correct: "Corrected", add: "Added", note: "Noted", split: "Split" };
  const saved = (made, verb) => tell(`${DONE[verb]}: decision ${made.number}, saved.`);

  async function submit(form) {
    const verb = form.dataset.api.split("/").pop();
    const what = asked(form);
    const next = form.elements.next.value;
    if ("stay" in form.dataset) {
      tell("Saving …", { wrong: false });
      try {
        const made = await send(form.dataset.api, what);
        pages.clear();
        await show(next.startsWith("/review") && verb === "add" ? made.page : next);
        saved(made, verb);
      } catch (error) {
        tell(error.message, { wrong: true });
      }
      return;
    }
    const made = send(form.dataset.api, what);
    made.catch(() => {});
    const held = await show(next);
    tell("Saving …");
    try {
      saved(await made, verb);
    } catch (error) {
      failed(error, held);
    }
  }

  function failed(error, held) {
    const back = () => {
      main.replaceChildren(...held.nodes);
      window.history.pushState({}, "", held.url);
      pages.clear();
      tell(error.message, { wrong: true });
    };
    if (dirty) tell(`Not saved: ${error.message}`, { wrong: true, back });
    else back();
  }

  async function undo() {
    try {
      const made = await send("/api/undo", {});
      pages.clear();
      if (!made.page.startsWith("/review")) return window.location.assign(made.page);
      await show(made.page);
      tell(`Decision ${made.undoes} is undone.`);
    } catch (error) {
      tell(error.message, { wrong: true });
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!review()) return;
    if (form.id === "undo-form") {
      event.preventDefault();
      undo();
    } else if (form.dataset.api) {
      event.preventDefault();
      submit(form);
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || !review() || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const address = link.getAttribute("href") || "";
    if (address.startsWith("/review?") && link.closest("#review")) {
      event.preventDefault();
      follow(link);
    } else if (address === "#keys") {
      event.preventDefault();
      help();
    }
  });

  const follow = (link) => show(link.dataset.key === "c" ? adding() : link.getAttribute("href"));
  const adding = () => {
    const at = pick.span();
    const url = review().dataset.add;
    return at ? `${url}&start=${at.start}&end=${at.end}` : url;
  };
  window.addEventListener("popstate", () => {
    if (review()) show(window.location.pathname + window.location.search, { push: false });
  });

  /* picking words: with the mouse, or with arrows and shift */

  const pick = (() => {
    let text = null, letters = [], runs = [], words = [], from = -1, to = -1;

    function begin() {
      text = document.getElementById("text");
      from = to = -1;
      words = [];
      if (!text) return;
      runs = $$("[data-s]", text).map((run) => ({ run, start: Number(run.dataset.s), node: run.firstChild }));
      letters = Array.from(runs.map(({ run }) => run.textContent).join(""));
    }
    function segment() {
      if (words.length || !letters.length) return;
      const parts = new Intl.Segmenter(undefined, { granularity: "word" }).segment(letters.join(""));
      let at = 0;
      for (const part of parts) {
        const size = Array.from(part.segment).length;
        if (part.isWordLike) words.push({ start: at, end: at + size });
        at += size;
      }
    }
    /** The code point that a place in the page stands for. */
    function offset(node, at) {
      const inside = node.nodeType === Node.TEXT_NODE ? node.parentElement.closest("[data-s]") : null;
      if (inside) return Number(inside.dataset.s) + Array.from(node.data.slice(0, at)).length;
      const child = node.nodeType === Node.TEXT_NODE ? node.parentElement : node.childNodes[at] || node.nextSibling;
      const after = runs.find(({ run }) => child && (run === child || child.compareDocumentPosition(run) & Node.DOCUMENT_POSITION_FOLLOWING));
      return after ? after.start : letters.length;
    }
    function place(point, { ending = false } = {}) {
      let found = runs[0];
      for (const one of runs) if (ending ? one.start < point : one.start <= point) found = one;
      return [found.node, letters.slice(found.start, point).join("").length];
    }
    function trimmed(start, end) {
      while (start < end && /\s/.test(letters[start])) start += 1;
      while (end > start && /\s/.test(letters[end - 1])) end -= 1;
      return start < end ? { start, end, words: letters.slice(start, end).join("") } : null;
    }
    function span() {
      const chosen = window.getSelection();
      if (!text || !chosen.rangeCount || chosen.isCollapsed) return null;
      const range = chosen.getRangeAt(0);
      if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
      return trimmed(offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset));
    }
    function choose() {
      const start = words[Math.min(from, to)].start, end = words[Math.max(from, to)].end;
      window.getSelection().setBaseAndExtent(...place(start), ...place(end, { ending: true }));
      reveal(window.getSelection().getRangeAt(0).getBoundingClientRect());
    }
    function wordAt(point) {
      const found = words.findIndex((word) => word.end > point);
      return found < 0 ? words.length - 1 : found;
    }
    function locate() {
      const now = span();
      if (!now) {
        const at = $(".is-trigger", text) || $(".trigger", text);
        from = to = wordAt(at ? Number(at.dataset.s) : 0);
        return false;
      }
      const first = wordAt(now.start), last = wordAt(now.end - 1);
      if (Math.min(from, to) !== first || Math.max(from, to) !== last) [from, to] = [first, last];
      return true;
    }
    function step(by, { extend }) {
      segment();
      if (!text || !words.length) return;
      if (locate()) {
        to = Math.max(0, Math.min(words.length - 1, to + by));
        if (!extend) from = to;
      }
      choose();
    }
    function rise(lines, { extend }) {
      segment();
      if (!text || !words.length) return;
      if (!locate()) return choose();
      const box = new Range();
      box.setStart(...place(words[to].start));
      box.setEnd(...place(words[to].end, { ending: true }));
      const at = box.getBoundingClientRect();
      const x = at.left + at.width / 2, y = lines > 0 ? at.bottom + 18 : at.top - 18;
      const under = document.caretPositionFromPoint ? document.caretPositionFromPoint(x, y) : document.caretRangeFromPoint(x, y);
      if (!under) return;
      const node = under.offsetNode || under.startContainer;
      if (!text.contains(node)) return;
      to = wordAt(offset(node, under.offset ?? under.startOffset));
      if (!extend) from = to;
      choose();
    }
    return { begin, span, step, rise, has: () => Boolean(text) };
  })();

  document.addEventListener("selectionchange", () => {
    const bar = document.getElementById("picked");
    if (!bar) return;
    const now = pick.span();
    bar.hidden = !now;
    if (!now) return;
    const short = now.words.length > 80 ? `${now.words.slice(0, 77)}…` : now.words;
    const key = (name) => Object.assign(document.createElement("kbd"), { textContent: name });
    const words = document.createElement("strong");
    words.append(document.createElement("bdi"));
    words.firstChild.textContent = `“${short}” `;
    bar.replaceChildren(words);
    if (field?.isConnected) bar.append(key("Enter"), ` puts it into “${name(field)}”`);
    else bar.append(key("c"), " makes a new claim of it");
  });

  const name = (one) => document.querySelector(`label[for="${CSS.escape(one.id)}"]`)?.textContent || "the field";

  /* fields that take words */

  let field = null, dirty = false, closing = false;
  document.addEventListener("focusin", (event) => {
    if (!event.target.matches("[data-words], [data-trigger]")) return;
    field?.classList.remove("is-field");
    field = event.target;
    field.classList.add("is-field");
  });
  document.addEventListener("input", (event) => {
    if (event.target.closest("#slots")) dirty = true;
  });

  function fill() {
    const now = pick.span();
    if (!now || !field?.isConnected) return false;
    const flat = now.words.replace(/\s+/g, " ");
    if ("trigger" in field.dataset) {
      const start = field.form.elements[field.name.replace("trigger", "start")];
      field.value = flat;
      start.value = now.start;
      field.form.elements[field.name.replace("trigger", "end")].value = now.end;
    } else {
      field.value = field.value.trim() ? `${field.value.trimEnd()}\n${flat}` : flat;
      field.rows = field.value.split("\n").length;
    }
    dirty = true;
    window.getSelection().removeAllRanges();
    field.focus();
    return true;
  }

  function help() {
    const keys = document.getElementById("keys");
    if (!keys) return;
    keys.open = !keys.open;
    if (keys.open) {
      keys.scrollIntoView({ block: "nearest" });
      $("summary", keys).focus();
    }
  }

  /* keys */

  const press = (key) => {
    const one = $(`#review [data-key="${key}"]`);
    if (!one) return false;
    if (one.tagName === "FORM") one.requestSubmit();
    else follow(one);
    return true;
  };

  const KEYS = {
    j: () => press("j") || tell("This is the last one."),
    k: () => press("k") || tell("This is the first one."),
    a: () => press("a"), x: () => press("x"), e: () => press("e"), s: () => press("s"), n: () => press("n"),
    c: () => review().dataset.add && show(adding()),
    u: () => undo(),
    "?": () => help(),
  };

  function arrows(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by || !pick.has()) return false;
    const extend = event.shiftKey;
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      if (document.activeElement?.id !== "text" && !pick.span()) return false;
      pick.rise(by, { extend });
    } else pick.step(by, { extend });
    return true;
  }

  function inField(event) {
    if (event.key === "Escape" && event.target.closest("#slots")) {
      document.getElementById("text").focus();
      closing = false;
      event.preventDefault();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.target.form?.requestSubmit();
      event.preventDefault();
    }
  }

  function escape() {
    const cancel = $("#slots [data-cancel]");
    if (!cancel) return false;
    if (dirty && !closing) {
      closing = true;
      tell("Not saved yet: Ctrl+Enter saves, Esc once more closes the form.");
    } else show(cancel.getAttribute("href"));
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (!review()) return reportKeys(event);
    if (event.target.matches("input, select, textarea")) return inField(event);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && $("#slots")) return $("#slots").requestSubmit();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    let done = false;
    if (event.key === "Enter" && !event.target.matches("a, button, summary")) done = fill();
    else if (event.key === "Escape") done = escape();
    else if (event.key.startsWith("Arrow")) done = arrows(event);
    else if (KEYS[event.key] && !(event.repeat && "axun".includes(event.key))) {
      if ($("#slots") && event.key !== "?") {
        if (event.target.id !== "text" || event.key !== "c") return;
      }
      KEYS[event.key]();
      done = true;
    }
    if (done) event.preventDefault();
  });

  /* the page of a report: claims and words light each other up */

  let lit = -1;
  function light(numbers) {
    for (const one of $$("[data-c]")) {
      one.classList.toggle("is-lit", one.dataset.c.split(" ").some((number) => numbers.includes(number)));
    }
  }
  for (const kind of ["mouseover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const over = event.target.closest?.("[data-links] [data-c]");
      if (over) light(over.dataset.c.split(" "));
      else if (kind === "mouseover" && lit < 0) light([]);
    });
  }
  function reportKeys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    const claims = $$(".reading-claims li[data-c]");
    if ((event.key === "j" || event.key === "k") && claims.length) {
      lit = Math.max(0, Math.min(claims.length - 1, lit + (event.key === "j" ? 1 : -1)));
      light([String(lit)]);
      claims[lit].scrollIntoView({ block: "nearest" });
      $(`.trigger[data-c~="${lit}"]`)?.scrollIntoView({ block: "nearest" });
      $("a", claims[lit]).focus({ preventScroll: true });
    } else $(`main a[data-key="${CSS.escape(event.key)}"]`)?.click();
  }

  /* adding: files dropped anywhere in the frame, progress without loading the page again */

  const drop = $(".drop");
  if (drop) {
    const files = $("input[type=file]", drop);
    for (const kind of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(kind, (event) => {
        event.preventDefault();
        drop.classList.toggle("is-over", kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length) {
          files.files = event.dataTransfer.files;
          drop.closest("form").requestSubmit();
        }
      });
    }
  }
  const job = $("[data-job]");
  if (job) {
    const ask = async () => {
      const now = await fetch(`/api/add/${job.dataset.job}`, { headers: { Accept: "application/json" } }).then((answer) => answer.json());
      $("progress", job).value = now.done;
      $("[data-count]", job).textContent = now.done;
      if (now.finished) window.location.replace(now.page);
      else window.setTimeout(ask, 250);
    };
    ask().catch(() => window.location.reload());
  }

  if (review()) arrive();
  document.documentElement.dataset.ready = "";
})();
