// Keeps an open page up to date, and shows what the person who edits it needs to know.
// Added by the preview when a page is served; no published page has it.

import { Bar, button, element } from "./bar.js";
import { FocalTool } from "./focal.js";
import { Trouble } from "./trouble.js";

const own = document.querySelector("script[data-page]").dataset;
const shown = { page: own.page, style: own.style };
const here = location.pathname;
const MEMORY = "drammenworks-preview";

const bar = new Bar({
  styles: ["bar.css", "trouble.css"].map((name) => new URL(name, import.meta.url).href),
  alerts: () => [trouble.button()],
  tools: () => (bar.state.token ? [clock(), focalButton()] : []),
});
const trouble = new Trouble(bar);
const focal = new FocalTool(bar, (wish) => ask("focal", wish));

// --- following the builds ----------------------------------------------------------------------

let events = null;

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

function follow(state) {
  if (state.page !== undefined && state.page !== shown.page) {
    remember();
    location.reload();
    return;
  }
  if (state.style && state.style !== shown.style) swapStyle(state.style);
  // What is said of the text is as before until it is known anew.
  bar.draw({ ...state, remarks: bar.state.remarks });
  trouble.draw();
  askForRemarks();
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

// How the text is written is looked at for this page alone, when all that cannot wait is done.
async function askForRemarks() {
  try {
    const answer = await fetch(`/__drammenworks/remarks?path=${encodeURIComponent(here)}`);
    if (!answer.ok) return;
    // What the preview has told meanwhile counts, so that the state is looked at last.
    const remarks = await answer.json();
    bar.draw({ ...bar.state, remarks });
  } catch {
    // That the preview does not answer is said already.
  }
}

// --- what a reload must not lose ---------------------------------------------------------------

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
  bar.say(memory.message);
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
  if (!element || element === document.body || element === bar.host) return null;
  while (element && element !== document.body) {
    const index = [...element.parentElement.children].indexOf(element) + 1;
    parts.unshift(`${element.localName}:nth-child(${index})`);
    element = element.parentElement;
  }
  return `body > ${parts.join(" > ")}`;
}

// --- asking for something ----------------------------------------------------------------------

async function ask(action, wish) {
  const { words, token } = bar.state;
  try {
    const answer = await fetch(`/__drammenworks/${action}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Drammenworks-Token": token ?? "" },
      body: JSON.stringify(wish),
    });
    return answer.ok ? null : ((await answer.json()).message ?? words.failed);
  } catch {
    return words.failed;
  }
}

// --- tools in the bar --------------------------------------------------------------------------

function focalButton() {
  if (!document.querySelector("img[src]")) return null;
  return button("focal", bar.state.words.focal, () => focal.toggle(), { "aria-pressed": String(focal.isOn) });
}

function clock() {
  const { words, at } = bar.state;
  const field = element("input", { type: "datetime-local", value: at, "aria-label": words.clock, "data-key": "at" });
  const set = async (moment) => bar.say(await ask("clock", { at: moment }));
  const form = element(
    "form",
    { onsubmit: (event) => (event.preventDefault(), set(field.value || null)) },
    field,
    element("button", { type: "submit", "data-key": "clock-set" }, words.clock_set),
    button("clock-now", words.clock_now, () => set(null))
  );
  const label = at ? `${words.clock} ${at.replace("T", " ")}` : words.clock;
  return bar.panel("clock", label, form, at ? "held" : "");
}

// --- and off we go -----------------------------------------------------------------------------

document.addEventListener("visibilitychange", lookAgain);
recall();
lookAgain();
