// The overlay that says what is wrong, above the last good page.

import { button, element } from "./bar.js";

export class Trouble {
  /** @param bar offers the overlay to who has put it away. */
  constructor(bar) {
    this.bar = bar;
    this.dismissed = null; // What was put away, so that it is not shown again.
    this.dialog = element("dialog", { class: "trouble", "aria-labelledby": "trouble-title" });
    this.dialog.addEventListener("close", () => {
      this.dismissed = JSON.stringify(this.told);
      bar.draw();
    });
    bar.shadow.append(this.dialog);
  }

  get told() {
    return this.bar.state.trouble;
  }

  draw() {
    if (!this.told) {
      this.dismissed = null;
      if (this.dialog.open) this.dialog.close();
      return;
    }
    this.fill();
    if (!this.dialog.open && this.dismissed !== JSON.stringify(this.told)) this.open();
  }

  // Opens the overlay again, while there is something in it.
  button() {
    if (!this.told || this.dialog.open) return null;
    const label = `${this.bar.state.words.open_trouble} (${Math.max(1, this.told.count)})`;
    return button("trouble", label, () => this.open(), { class: "alarm" });
  }

  open() {
    this.fill();
    this.dialog.showModal();
    this.bar.draw();
  }

  fill() {
    const { words } = this.bar.state;
    const { message, findings, count } = this.told;
    this.dialog.replaceChildren(
      element(
        "header",
        {},
        element("h1", { id: "trouble-title", tabindex: "-1", autofocus: true }, words.trouble),
        button("close", words.close, () => this.dialog.close())
      ),
      message ? element("p", { class: "fault" }, message) : element("p", {}, words.trouble_what),
      ...findings.map((finding) =>
        element("article", {}, ...this.bar.told(finding), finding.lines.length ? this.excerpt(finding.lines) : null)
      ),
      ...(count > findings.length ? [element("p", {}, words.trouble_more)] : [])
    );
  }

  excerpt(lines) {
    const { words } = this.bar.state;
    const rows = lines.map(({ number, text, marked }) => {
      const parts = marked
        ? [text.slice(0, marked[0]), element("mark", {}, text.slice(...marked) || " "), text.slice(marked[1])]
        : [text];
      const label = element("span", { class: "number", "aria-hidden": "true" }, String(number));
      const code = element("code", {}, ...parts);
      const attributes = marked ? { class: "wrong", "aria-label": `${words.line} ${number}: ${text}` } : {};
      return element("li", { value: number, ...attributes }, label, code);
    });
    return element("ol", { class: "excerpt", tabindex: "0", "aria-label": words.line }, ...rows);
  }
}
