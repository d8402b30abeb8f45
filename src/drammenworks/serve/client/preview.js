// Keeps an open page up to date, and shows what the person who edits it needs to know.
// Added by the preview when a page is served; no published page has it.
(() => {
  "use strict";

  const own = document.currentScript.dataset;
  const shown = { page: own.page, style: own.style };
  const here = location.pathname;
  const MEMORY = "drammenworks-preview";

  let events = null;
  let state = { words: {} };
  let dismissed = null; // The trouble that was put away, so that it is not shown again.

  // --- following the builds --------------------------------------------------------------------

  function listen() {
    events = new EventSource(`/__drammenworks/events?path=${encodeURIComponent(here)}`);
    events.addEventListener("state", (event) => follow(JSON.parse(event.data)));
    events.addEventListener("open", () => (bar.lost.hidden = true));
    // A browser reconnects by itself, but some give up when the server is gone for a while.
    events.addEventListener("error", () => {
      bar.lost.hidden = false;
      if (events?.readyState === EventSource.CLOSED) {
        events = null;
        setTimeout(lookAgain, 1000);
      }
    });
  }

  // Browsers open no more than six connections to a server: a page that nobody looks at must not hold one.
  function lookAgain() {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (!events) {
      listen();
    }
  }

  function follow(next) {
    state = next;
    if (next.page !== undefined && next.page !== shown.page) {
      remember();
      location.reload();
      return;
    }
    if (next.style && next.style !== shown.style) swapStyle(next.style);
    drawBar();
    drawTrouble();
  }

  function swapStyle(style) {
    const old = [...document.querySelectorAll('link[rel="stylesheet"]')].find(
      (link) => new URL(link.href).pathname === shown.style
    );
    shown.style = style;
    if (!old) return;
    const fresh = old.cloneNode();
    fresh.href = style;
    // The old one goes when the new one is there, so that the page is never bare.
    fresh.addEventListener("load", () => old.remove());
    fresh.addEventListener("error", () => old.remove());
    old.after(fresh);
  }

  // --- what a reload must not lose -------------------------------------------------------------

  function remember() {
    const open = [...document.querySelectorAll("details")].map((details) => details.open);
    const message = bar.message.textContent;
    const memory = { page: here, x: scrollX, y: scrollY, open, focus: focusPath(), message };
    sessionStorage.setItem(MEMORY, JSON.stringify(memory));
  }

  function recall() {
    const memory = JSON.parse(sessionStorage.getItem(MEMORY) ?? "null");
    sessionStorage.removeItem(MEMORY);
    if (memory?.page !== here) return;
    say(memory.message);
    document.querySelectorAll("details").forEach((details, index) => {
      if (memory.open[index] !== undefined) details.open = memory.open[index];
    });
    const scroll = () => scrollTo({ left: memory.x, top: memory.y, behavior: "instant" });
    history.scrollRestoration = "manual";
    scroll();
    // Pictures and fonts may still move what is below them.
    addEventListener("load", () => {
      scroll();
      history.scrollRestoration = "auto";
    });
    if (memory.focus) document.querySelector(memory.focus)?.focus({ preventScroll: true });
  }

  function focusPath() {
    const parts = [];
    let element = document.activeElement;
    if (!element || element === document.body || element === host) return null;
    while (element && element !== document.body) {
      const index = [...element.parentElement.children].indexOf(element) + 1;
      parts.unshift(`${element.localName}:nth-child(${index})`);
      element = element.parentElement;
    }
    return `body > ${parts.join(" > ")}`;
  }

  // --- asking for something --------------------------------------------------------------------

  async function ask(action, wish) {
    try {
      const answer = await fetch(`/__drammenworks/${action}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Drammenworks-Token": state.token ?? "" },
        body: JSON.stringify(wish),
      });
      return answer.ok ? null : ((await answer.json()).message ?? state.words.failed);
    } catch {
      return state.words.failed;
    }
  }

  // --- drawing ---------------------------------------------------------------------------------

  // A shadow keeps the page's styles out of the bar, and the bar's out of the page.
  const host = document.createElement("drammenworks-preview");
  const shadow = host.attachShadow({ mode: "open" });

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value === true) made.setAttribute(key, "");
      else if (value !== false && value != null) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child != null));
    return made;
  }

  const bar = {
    root: element("section", { class: "bar" }),
    lost: element("p", { class: "lost", role: "status", hidden: true }),
    message: element("p", { class: "message", role: "status" }),
    // On a telephone it would take a third of the window.
    isHidden: () => (sessionStorage.getItem(`${MEMORY}-hidden`) ?? (innerWidth < 600 ? "yes" : "no")) === "yes",
  };
  const trouble = element("dialog", { class: "trouble", "aria-labelledby": "trouble-title" });
  trouble.addEventListener("close", () => {
    dismissed = JSON.stringify(state.trouble);
    drawBar();
  });

  function drawBar() {
    const { words } = state;
    const focused = shadow.activeElement?.dataset?.key;
    const opened = new Set([...bar.root.querySelectorAll("details[open]")].map((one) => one.dataset.key));
    host.lang = words.lang ?? "";
    bar.root.setAttribute("aria-label", words.preview);
    bar.lost.textContent = words.lost;
    bar.root.replaceChildren(...(bar.isHidden() ? folded() : unfolded(opened)), bar.message, bar.lost);
    if (focused) bar.root.querySelector(`[data-key="${focused}"]`)?.focus();
    makeRoom();
  }

  function folded() {
    const show = button("show", "◆", () => hide(false), { "aria-label": state.words.show, class: "round" });
    return [show, ...badges(), troubleButton()].filter(Boolean);
  }

  function unfolded(opened) {
    const { words } = state;
    return [
      element("strong", { class: "name" }, words.preview),
      links("sites", state.sites, (site) => site.name),
      state.languages?.length > 1 ? links("languages", state.languages, (one) => one.name) : null,
      ...badges(),
      troubleButton(),
      findings(opened),
      state.href ? element("a", { class: "button", href: state.href, title: state.source, "data-key": "edit" }, words.edit) : null,
      state.token ? clock(opened) : null,
      state.token && document.querySelector("img[src]")
        ? button("focal", words.focal, toggleFocal, { "aria-pressed": String(focal.on) })
        : null,
      button("hide", words.hide, () => hide(true), { class: "quiet" }),
    ].filter(Boolean);
  }

  function button(key, text, action, attributes = {}) {
    return element("button", { type: "button", "data-key": key, onclick: action, ...attributes }, text);
  }

  function links(key, targets, name) {
    const items = (targets ?? []).map((target) =>
      element("a", { href: target.href, lang: target.lang, "aria-current": target.current ? "page" : null, "data-key": target.href }, name(target))
    );
    return element("nav", { "aria-label": state.words[key], class: "links" }, ...items);
  }

  function badges() {
    return (state.badges ?? []).map((badge) => element("span", { class: `badge ${badge.kind}` }, badge.text));
  }

  function troubleButton() {
    if (!state.trouble || trouble.open) return null;
    return button("trouble", `${state.words.open_trouble} (${Math.max(1, state.trouble.count)})`, openTrouble, { class: "alarm" });
  }

  function findings(opened) {
    if (!state.findings?.length) return null;
    const items = state.findings.map((finding) => element("li", {}, ...told(finding)));
    return panel("findings", `${state.words.findings} (${items.length})`, opened, element("ul", {}, ...items));
  }

  function clock(opened) {
    const { words } = state;
    const field = element("input", { type: "datetime-local", value: state.at, "aria-label": words.clock, "data-key": "at" });
    const set = async (at) => say(await ask("clock", { at }));
    const form = element(
      "form",
      { onsubmit: (event) => (event.preventDefault(), set(field.value || null)) },
      field,
      element("button", { type: "submit", "data-key": "clock-set" }, words.clock_set),
      button("clock-now", words.clock_now, () => set(null))
    );
    const label = state.at ? `${words.clock} ${state.at.replace("T", " ")}` : words.clock;
    return panel("clock", label, opened, form, state.at ? "held" : "");
  }

  function panel(key, label, opened, content, kind = "") {
    return element(
      "details",
      { "data-key": key, open: opened.has(key), class: kind },
      element("summary", { "data-key": `${key}-summary` }, label),
      element("div", { class: "panel" }, content)
    );
  }

  function told(finding) {
    const kind = state.words[finding.severity];
    return [
      element("p", {}, element("b", { class: finding.severity }, `${kind} ${finding.code}`), " ", finding.message),
      element("p", { class: "hint" }, finding.hint),
      element("p", {}, element("a", { href: finding.href, "data-key": finding.href }, finding.place)),
    ];
  }

  function say(message) {
    bar.message.textContent = message ?? "";
  }

  function hide(hidden) {
    sessionStorage.setItem(`${MEMORY}-hidden`, hidden ? "yes" : "no");
    drawBar();
    bar.root.querySelector(`[data-key="${hidden ? "show" : "hide"}"]`)?.focus();
  }

  // The end of the page must be reachable above the bar.
  function makeRoom() {
    host.style.setProperty("--bar", `${bar.root.offsetHeight}px`);
    document.documentElement.style.scrollPaddingBottom = `${bar.root.offsetHeight}px`;
    document.body.style.paddingBottom = bar.isHidden() ? "" : `${bar.root.offsetHeight}px`;
  }

  // --- what is wrong ---------------------------------------------------------------------------

  function drawTrouble() {
    if (!state.trouble) {
      dismissed = null;
      if (trouble.open) trouble.close();
      return;
    }
    fillTrouble();
    if (!trouble.open && dismissed !== JSON.stringify(state.trouble)) openTrouble();
  }

  function openTrouble() {
    fillTrouble();
    trouble.showModal();
    drawBar();
  }

  function fillTrouble() {
    const { words } = state;
    const { message, findings, count } = state.trouble;
    trouble.replaceChildren(
      element(
        "header",
        {},
        element("h1", { id: "trouble-title", tabindex: "-1", autofocus: true }, words.trouble),
        button("close", words.close, () => trouble.close())
      ),
      message ? element("p", { class: "fault" }, message) : element("p", {}, words.trouble_what),
      ...findings.map((finding) =>
        element("article", {}, ...told(finding), finding.lines.length ? excerpt(finding.lines) : null)
      ),
      ...(count > findings.length ? [element("p", {}, words.trouble_more)] : [])
    );
  }

  function excerpt(lines) {
    const rows = lines.map(({ number, text, marked }) => {
      const parts = marked
        ? [text.slice(0, marked[0]), element("mark", {}, text.slice(...marked) || " "), text.slice(marked[1])]
        : [text];
      const label = element("span", { class: "number", "aria-hidden": "true" }, String(number));
      const code = element("code", {}, ...parts);
      const attributes = marked ? { class: "wrong", "aria-label": `${state.words.line} ${number}: ${text}` } : {};
      return element("li", { value: number, ...attributes }, label, code);
    });
    return element("ol", { class: "excerpt", tabindex: "0", "aria-label": state.words.line }, ...rows);
  }

  // --- the subject of a picture ----------------------------------------------------------------

  const focal = { on: false };

  function toggleFocal() {
    focal.on = !focal.on;
    host.toggleAttribute("focal", focal.on);
    document.documentElement.style.cursor = focal.on ? "crosshair" : "";
    say(focal.on ? state.words.focal_help : "");
    drawBar();
  }

  async function choose(event) {
    if (!focal.on || event.composedPath().includes(host)) return;
    event.preventDefault();
    event.stopPropagation();
    const picture = document.elementsFromPoint(event.clientX, event.clientY).find((one) => one.localName === "img");
    if (!picture) return;
    const [x, y] = shareOf(picture, event);
    const src = new URL(picture.currentSrc || picture.src).pathname;
    const refusal = await ask("focal", { page: here, src, x, y });
    if (!refusal) toggleFocal();
    say(refusal ?? state.words.focal_saved);
  }

  // Where in the picture a click was, which CSS may have cropped (object-fit: cover).
  function shareOf(picture, event) {
    const box = picture.getBoundingClientRect();
    const style = getComputedStyle(picture);
    const scales = [box.width / picture.naturalWidth, box.height / picture.naturalHeight];
    const covers = style.objectFit === "cover";
    const [left, top] = style.objectPosition.split(" ").map((part) => parseFloat(part) / 100);
    const share = (offset, room, natural, scale, position) => {
      const size = covers ? natural * Math.max(...scales) : natural * scale;
      const start = (room - size) * (covers && Number.isFinite(position) ? position : 0);
      return Math.min(1, Math.max(0, (offset - start) / size));
    };
    return [
      share(event.clientX - box.left, box.width, picture.naturalWidth, scales[0], left),
      share(event.clientY - box.top, box.height, picture.naturalHeight, scales[1], top),
    ];
  }

  document.addEventListener("click", choose, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && focal.on) toggleFocal();
  });

  // --- and off we go ---------------------------------------------------------------------------

  shadow.append(element("link", { rel: "stylesheet", href: "/__drammenworks/preview.css", onload: makeRoom }), bar.root, trouble);
  document.body.append(host);
  addEventListener("resize", makeRoom);
  document.addEventListener("visibilitychange", lookAgain);
  recall();
  lookAgain();
})();
