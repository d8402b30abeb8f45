// The toolbar on each page of a preview: the page on other sites and in other languages, its publication
// state and its findings. It stores only whether it is folded, and sends no requests.

const STORAGE_KEY = "drammenworks-preview";

export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

export function button(key, text, action, attributes = {}) {
  return element("button", { type: "button", "data-key": key, onclick: action, ...attributes }, text);
}

export class Toolbar {
  /**
   * @param styles URLs of style sheets.
   * @param alerts returns further elements that are always visible; called each time that the toolbar is drawn.
   * @param tools returns further elements that are visible while the toolbar is unfolded; called likewise.
   */
  constructor({ styles, alerts = () => [], tools = () => [] }) {
    this.state = { words: {} };
    this.extras = { alerts, tools };
    this.root = element("section", { class: "bar" });
    this.lost = element("p", { class: "lost", role: "status", hidden: true });
    this.message = element("p", { class: "message", role: "status" });
    // A shadow root isolates the styles of the page and of the toolbar from each other.
    this.host = document.createElement("drammenworks-preview");
    this.shadow = this.host.attachShadow({ mode: "open" });
    const reserve = () => this.reserveSpace();
    this.shadow.append(
      ...styles.map((href) => element("link", { rel: "stylesheet", href, onload: reserve })),
      this.root
    );
    document.body.append(this.host);
    addEventListener("resize", reserve);
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
    this.reserveSpace();
  }

  say(message) {
    this.message.textContent = message ?? "";
    this.reserveSpace();
  }

  // --- folding -----------------------------------------------------------------------------------

  isFolded() {
    // On a phone the unfolded toolbar would take a third of the window.
    return (sessionStorage.getItem(`${STORAGE_KEY}-hidden`) ?? (innerWidth < 600 ? "yes" : "no")) === "yes";
  }

  fold(isFolded) {
    sessionStorage.setItem(`${STORAGE_KEY}-hidden`, isFolded ? "yes" : "no");
    this.draw();
    this.root.querySelector(`[data-key="${isFolded ? "show" : "hide"}"]`)?.focus();
  }

  folded() {
    const { words } = this.state;
    const show = button("show", "◆", () => this.fold(false), { "aria-label": words.show, class: "round" });
    return [show, ...this.badges(), ...this.extras.alerts()];
  }

  unfolded() {
    const { words, sites, languages, href, source, edits, differences, content } = this.state;
    return [
      element("strong", { class: "name" }, words.preview),
      sites?.length > 1 ? this.links("sites", sites) : null,
      languages?.length > 1 ? this.links("languages", languages) : null,
      ...this.badges(),
      ...this.extras.alerts(),
      this.list("findings"),
      this.list("remarks", words.remark),
      href ? element("a", { class: "button", href, title: source, "data-key": "edit" }, words[edits]) : null,
      differences ? element("a", { class: "button", href: differences, "data-key": "differences" }, words.differences) : null,
      content ? element("a", { class: "button", href: content, "data-key": "content" }, words.content) : null,
      ...this.extras.tools(),
      button("hide", words.hide, () => this.fold(true), { class: "quiet" }),
    ];
  }

  // --- parts ---------------------------------------------------------------------------------

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
    const items = findings.map((finding) => element("li", {}, ...this.findingParts(finding, kind)));
    return this.panel(key, `${this.state.words[key]} (${items.length})`, element("ul", {}, ...items));
  }

  findingParts(finding, kind = this.state.words[finding.severity]) {
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

  // The end of the page must be reachable above the toolbar.
  reserveSpace() {
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
