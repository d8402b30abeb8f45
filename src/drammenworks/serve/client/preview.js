// Keeps an open page up to date, and shows the toolbar and the error overlay.
// The preview injects it when it serves a page; published pages do not contain it.

import { Toolbar, button, element } from "./toolbar.js";
import { ErrorOverlay } from "./error-overlay.js";
import { FocalTool } from "./focal.js";

const own = document.querySelector("script[data-page]").dataset;
const shown = { page: own.page, style: own.style };
const here = location.pathname;
const STORAGE_KEY = "drammenworks-preview";

const toolbar = new Toolbar({
  styles: ["toolbar.css", "error-overlay.css"].map((name) => new URL(name, import.meta.url).href),
  alerts: () => [overlay.button()],
  tools: () => (toolbar.state.token ? [clock(), focalButton()] : []),
});
const overlay = new ErrorOverlay(toolbar);
const focal = new FocalTool(toolbar, (payload) => post("focal", payload));

// --- updates from builds -----------------------------------------------------------------------

let events = null;

function listen() {
  events = new EventSource(`/__drammenworks/events?path=${encodeURIComponent(here)}`);
  events.addEventListener("state", (event) => update(JSON.parse(event.data)));
  events.addEventListener("open", () => (toolbar.lost.hidden = true));
  // Browsers reconnect by themselves, but some give up when the server is unreachable for a while.
  events.addEventListener("error", () => {
    toolbar.lost.hidden = false;
    if (events?.readyState === EventSource.CLOSED) {
      events = null;
      setTimeout(syncConnection, 1000);
    }
  });
}

// Browsers open at most six connections to a server: a page in a hidden tab must not hold one.
function syncConnection() {
  if (document.hidden) {
    events?.close();
    events = null;
  } else if (!events) {
    listen();
  }
}

function update(state) {
  if (state.page !== undefined && state.page !== shown.page) {
    saveView();
    location.reload();
    return;
  }
  if (state.style && state.style !== shown.style) swapStyle(state.style);
  // The previous remarks stay until the new ones arrive.
  toolbar.draw({ ...state, remarks: toolbar.state.remarks });
  overlay.draw();
  fetchRemarks();
}

function swapStyle(style) {
  const old = [...document.querySelectorAll('link[rel="stylesheet"]')].find(
    (link) => new URL(link.href).pathname === shown.style
  );
  shown.style = style;
  if (!old) return;
  const fresh = old.cloneNode();
  fresh.href = style;
  // The old style sheet stays until the new one has loaded, so that the page is never unstyled.
  fresh.addEventListener("load", () => old.remove());
  fresh.addEventListener("error", () => old.remove());
  old.after(fresh);
}

// Remarks on the prose are computed for this page alone, after the update that must not wait for them.
async function fetchRemarks() {
  try {
    const answer = await fetch(`/__drammenworks/remarks?path=${encodeURIComponent(here)}`);
    if (!answer.ok) return;
    // The state may have changed in the meantime, so it is read after the wait.
    const remarks = await answer.json();
    toolbar.draw({ ...toolbar.state, remarks });
  } catch {
    // The event stream reports already that the preview does not respond.
  }
}

// --- view state across a reload ----------------------------------------------------------------

function saveView() {
  const open = [...document.querySelectorAll("details")].map((details) => details.open);
  const message = toolbar.message.textContent;
  const view = { page: here, x: scrollX, y: scrollY, open, focus: focusPath(), message };
  sessionStorage.setItem(STORAGE_KEY, JSON.stringify(view));
}

function restoreView() {
  const view = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? "null");
  sessionStorage.removeItem(STORAGE_KEY);
  if (view?.page !== here) return;
  toolbar.say(view.message);
  document.querySelectorAll("details").forEach((details, index) => {
    if (view.open[index] !== undefined) details.open = view.open[index];
  });
  const scroll = () => scrollTo({ left: view.x, top: view.y, behavior: "instant" });
  history.scrollRestoration = "manual";
  scroll();
  // Images and fonts that are still loading may move the content below them.
  addEventListener("load", () => {
    scroll();
    history.scrollRestoration = "auto";
  });
  if (view.focus) document.querySelector(view.focus)?.focus({ preventScroll: true });
}

function focusPath() {
  const parts = [];
  let element = document.activeElement;
  if (!element || element === document.body || element === toolbar.host) return null;
  while (element && element !== document.body) {
    const index = [...element.parentElement.children].indexOf(element) + 1;
    parts.unshift(`${element.localName}:nth-child(${index})`);
    element = element.parentElement;
  }
  return `body > ${parts.join(" > ")}`;
}

// --- typefaces ---------------------------------------------------------------------------------

const LATE = 200;
const TYPEFACES_KEY = `${STORAGE_KEY}-typefaces`;

// A browser uses a typeface that comes late from the next page on. The first pages of a preview are shown while
// their typefaces are being made; they are loaded once more, lest an author takes them for what readers will see.
function showLateTypefaces() {
  const arrived = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".woff2"));
  const awaited = document.querySelectorAll('link[rel="preload"][as="font"]').length;
  const areLate = arrived.length >= awaited && arrived.some(({ duration }) => duration > LATE);
  if (!areLate || sessionStorage.getItem(TYPEFACES_KEY)) return;
  sessionStorage.setItem(TYPEFACES_KEY, "shown");
  saveView();
  location.reload();
}

// --- actions ----------------------------------------------------------------------------------

async function post(action, payload) {
  const { words, token } = toolbar.state;
  try {
    const answer = await fetch(`/__drammenworks/${action}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Drammenworks-Token": token ?? "" },
      body: JSON.stringify(payload),
    });
    return answer.ok ? null : ((await answer.json()).message ?? words.failed);
  } catch {
    return words.failed;
  }
}

// --- tools in the toolbar ----------------------------------------------------------------------

function focalButton() {
  if (!document.querySelector("img[src]")) return null;
  return button("focal", toolbar.state.words.focal, () => focal.toggle(), { "aria-pressed": String(focal.isOn) });
}

function clock() {
  const { words, at } = toolbar.state;
  const field = element("input", { type: "datetime-local", value: at, "aria-label": words.clock, "data-key": "at" });
  const set = async (moment) => toolbar.say(await post("clock", { at: moment }));
  const form = element(
    "form",
    { onsubmit: (event) => (event.preventDefault(), set(field.value || null)) },
    field,
    element("button", { type: "submit", "data-key": "clock-set" }, words.clock_set),
    button("clock-now", words.clock_now, () => set(null))
  );
  const label = at ? `${words.clock} ${at.replace("T", " ")}` : words.clock;
  return toolbar.panel("clock", label, form, at ? "held" : "");
}

// --- start -------------------------------------------------------------------------------------

document.addEventListener("visibilitychange", syncConnection);
new PerformanceObserver(showLateTypefaces).observe({ type: "resource", buffered: true });
restoreView();
syncConnection();
