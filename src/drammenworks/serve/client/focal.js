// The tool that sets the focal point of an image by a click on it.

export class FocalTool {
  /**
   * @param toolbar shows the instructions and the result.
   * @param save sends the focal point; returns the reason if it is rejected.
   */
  constructor(toolbar, save) {
    this.toolbar = toolbar;
    this.save = save;
    this.isOn = false;
    document.addEventListener("click", (event) => this.choose(event), true);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isOn) this.toggle();
    });
  }

  toggle() {
    this.isOn = !this.isOn;
    this.toolbar.host.toggleAttribute("focal", this.isOn);
    document.documentElement.style.cursor = this.isOn ? "crosshair" : "";
    this.toolbar.say(this.isOn ? this.toolbar.state.words.focal_help : "");
    this.toolbar.draw();
  }

  async choose(event) {
    if (!this.isOn || event.composedPath().includes(this.toolbar.host)) return;
    event.preventDefault();
    event.stopPropagation();
    const image = document.elementsFromPoint(event.clientX, event.clientY).find((one) => one.localName === "img");
    if (!image) return;
    const [x, y] = fractionsOf(image, event);
    // Several images may have one URL, and the document that one comes from is known by their order.
    const src = pathOf(image);
    const nth = [...document.images].filter((one) => pathOf(one) === src).indexOf(image);
    const rejection = await this.save({ page: location.pathname, src, nth, x, y });
    if (!rejection) this.toggle();
    this.toolbar.say(rejection ?? this.toolbar.state.words.focal_saved);
  }
}

function pathOf(image) {
  return image.src ? new URL(image.src).pathname : "";
}

// The position of a click in the whole image, which CSS may crop (object-fit: cover).
function fractionsOf(image, event) {
  const box = image.getBoundingClientRect();
  const style = getComputedStyle(image);
  const scales = [box.width / image.naturalWidth, box.height / image.naturalHeight];
  const covers = style.objectFit === "cover";
  const [left, top] = style.objectPosition.split(" ").map((part) => parseFloat(part) / 100);
  const fraction = (offset, room, natural, scale, position) => {
    const size = covers ? natural * Math.max(...scales) : natural * scale;
    const start = (room - size) * (covers && Number.isFinite(position) ? position : 0);
    return Math.min(1, Math.max(0, (offset - start) / size));
  };
  return [
    fraction(event.clientX - box.left, box.width, image.naturalWidth, scales[0], left),
    fraction(event.clientY - box.top, box.height, image.naturalHeight, scales[1], top),
  ];
}
