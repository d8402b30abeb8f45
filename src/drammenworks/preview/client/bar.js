// The bar that people who edit see on each page of a preview: where else the page is, what state it is in,
// and what was found in it. It stores nothing but whether it is folded, and asks nobody for anything.

const MEMORY = "drammenworks-preview";

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

export function button(key, text, action, attributes = {}) {
  return element("button", { type: "button", "data-key": key, onclick: action, ...attributes }, text);
}

export class Bar {
  /**
   * @param styles URLs of style sheets.
   * @param alerts returns what else is to be seen always, each time that the bar is drawn.
   * @param tools likewise, what is to be seen while the bar is unfolded.
   */
  constructor({ styles, alerts = () => [], tools = () => [] }) {
    this.state = { words: {} };
    this.more = { alerts, tools };
    this.root = element("section", { class: "bar" });
    this.lost = element("p", { class: "lost", role: "status", hidden: true });
    this.message = element("p", { class: "message", role: "status" });
    // A shadow keeps the page's styles out of the bar, and the bar's out of the page.
    this.host = document.createElement("drammenworks-preview");
    this.shadow = this.host.attachShadow({ mode: "open" });
    const room = () => this.makeRoom();
    this.shadow.append(
      ...styles.map((href) => element("link", { rel: "stylesheet", href, onload: room })),
      this.root
    );
    document.body.append(this.host);
    addEventListener("resize", room);
  }

  draw(state = this.state) {
    this.state = state;
    const { words } = state;
    const focused = this.shadow.activeElement?.dataset?.key;
    const unfolded = [...this.root.querySelectorAll("details[open]")].map((one) => one.dataset.key);
    this.opened = new Set(unfolded);
    this.host.lang = words.lang ?? "";
    this.root.setAttribute("aria-label", words.preview);
    this.lost.textContent = words.lost ?? "";
    const rows = this.isFolded() ? this.folded() : this.unfolded();
    this.root.replaceChildren(...rows.filter(Boolean), this.message, this.lost);
    if (focused) this.root.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    this.makeRoom();
  }

  say(message) {
    this.message.textContent = message ?? "";
    this.makeRoom();
  }

  // --- folding -----------------------------------------------------------------------------------

  isFolded() {
    // On a telephone it would take a third of the window.
    return (sessionStorage.getItem(`${MEMORY}-hidden`) ?? (innerWidth < 600 ? "yes" : "no")) === "yes";
  }

  fold(isFolded) {
    sessionStorage.setItem(`${MEMORY}-hidden`, isFolded ? "yes" : "no");
    this.draw();
    this.root.querySelector(`[data-key="${isFolded ? "show" : "hide"}"]`)?.focus();
  }

  folded() {
    const { words } = this.state;
    const show = button("show", "◆", () => this.fold(false), { "aria-label": words.show, class: "round" });
    return [show, ...this.badges(), ...this.more.alerts()];
  }

  unfolded() {
    const { words, sites, languages, href, source, edits } = this.state;
    return [
      element("strong", { class: "name" }, words.preview),
      sites?.length > 1 ? this.links("sites", sites) : null,
      languages?.length > 1 ? this.links("languages", languages) : null,
      ...this.badges(),
      ...this.more.alerts(),
      this.list("findings"),
      this.list("remarks", words.remark),
      href ? element("a", { class: "button", href, title: source, "data-key": "edit" }, words[edits]) : null,
      ...this.more.tools(),
      button("hide", words.hide, () => this.fold(true), { class: "quiet" }),
    ];
  }

  // --- its parts ---------------------------------------------------------------------------------

  links(key, targets) {
    const items = targets.map(({ href, lang, current, name }) =>
      element("a", { href, lang, "aria-current": current ? "page" : null, "data-key": href }, name)
    );
    return element("nav", { "aria-label": this.state.words[key], class: "links" }, ...items);
  }

  badges() {
    return (this.state.badges ?? []).map(({ kind, text }) => element("span", { class: `badge ${kind}` }, text));
  }

  list(key, kind) {
    const findings = this.state[key];
    if (!findings?.length) return null;
    const items = findings.map((finding) => element("li", {}, ...this.told(finding, kind)));
    return this.panel(key, `${this.state.words[key]} (${items.length})`, element("ul", {}, ...items));
  }

  told(finding, kind = this.state.words[finding.severity]) {
    const { code, severity, message, hint, href, place } = finding;
    return [
      element("p", {}, element("b", { class: severity }, `${kind} ${code}`), " ", message),
      element("p", { class: "hint" }, hint),
      element("p", {}, href ? element("a", { href, "data-key": href }, place) : place),
    ];
  }

  panel(key, label, content, kind = "") {
    return element(
      "details",
      { "data-key": key, open: this.opened.has(key), class: kind, onkeydown: closeOnEscape },
      element("summary", { "data-key": `${key}-summary` }, label),
      element("div", { class: "panel" }, content)
    );
  }

  // The end of the page must be reachable above the bar.
  makeRoom() {
    const height = `${this.root.offsetHeight}px`;
    this.host.style.setProperty("--bar", height);
    document.documentElement.style.scrollPaddingBottom = height;
    document.body.style.paddingBottom = this.isFolded() ? "" : height;
  }
}

function closeOnEscape(event) {
  if (event.key !== "Escape" || !this.open) return;
  this.open = false;
  this.querySelector("summary").focus();
}
