// The overlay that shows the errors of the last build, above the last good page.

import { button, element } from "./toolbar.js";

export class ErrorOverlay {
  /** @param toolbar shows the button that opens the overlay again after it was dismissed. */
  constructor(toolbar) {
    this.toolbar = toolbar;
    this.dismissed = null; // The errors that were dismissed, so that they do not open the overlay again.
    this.dialog = element("dialog", { class: "trouble", "aria-labelledby": "trouble-title" });
    this.dialog.addEventListener("close", () => {
      this.dismissed = JSON.stringify(this.errors);
      toolbar.draw();
    });
    toolbar.shadow.append(this.dialog);
  }

  get errors() {
    return this.toolbar.state.trouble;
  }

  draw() {
    if (!this.errors) {
      this.dismissed = null;
      if (this.dialog.open) this.dialog.close();
      return;
    }
    this.fill();
    if (!this.dialog.open && this.dismissed !== JSON.stringify(this.errors)) this.open();
  }

  // Returns the button that opens the overlay again, while there are errors.
  button() {
    if (!this.errors || this.dialog.open) return null;
    const label = `${this.toolbar.state.words.open_trouble} (${Math.max(1, this.errors.count)})`;
    return button("trouble", label, () => this.open(), { class: "alarm" });
  }

  open() {
    this.fill();
    this.dialog.showModal();
    this.toolbar.draw();
  }

  fill() {
    const { words } = this.toolbar.state;
    const { message, findings, count } = this.errors;
    this.dialog.replaceChildren(
      element(
        "header",
        {},
        element("h1", { id: "trouble-title", tabindex: "-1", autofocus: true }, words.trouble),
        button("close", words.close, () => this.dialog.close())
      ),
      message ? element("p", { class: "fault" }, message) : element("p", {}, words.trouble_what),
      ...findings.map((finding) =>
        element(
          "article",
          {},
          ...this.toolbar.findingParts(finding),
          finding.lines.length ? this.excerpt(finding.lines) : null
        )
      ),
      ...(count > findings.length ? [element("p", {}, words.trouble_more)] : [])
    );
  }

  excerpt(lines) {
    const { words } = this.toolbar.state;
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
