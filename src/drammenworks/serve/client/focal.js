// The tool that sets the subject of a picture by a click on it.

export class FocalTool {
  /**
   * @param bar tells what to do, and what came of it.
   * @param save sends where the subject is; returns why that is refused, if it is.
   */
  constructor(bar, save) {
    this.bar = bar;
    this.save = save;
    this.isOn = false;
    document.addEventListener("click", (event) => this.choose(event), true);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isOn) this.toggle();
    });
  }

  toggle() {
    this.isOn = !this.isOn;
    this.bar.host.toggleAttribute("focal", this.isOn);
    document.documentElement.style.cursor = this.isOn ? "crosshair" : "";
    this.bar.say(this.isOn ? this.bar.state.words.focal_help : "");
    this.bar.draw();
  }

  async choose(event) {
    if (!this.isOn || event.composedPath().includes(this.bar.host)) return;
    event.preventDefault();
    event.stopPropagation();
    const picture = document.elementsFromPoint(event.clientX, event.clientY).find((one) => one.localName === "img");
    if (!picture) return;
    const [x, y] = shareOf(picture, event);
    const src = new URL(picture.currentSrc || picture.src).pathname;
    const refusal = await this.save({ page: location.pathname, src, x, y });
    if (!refusal) this.toggle();
    this.bar.say(refusal ?? this.bar.state.words.focal_saved);
  }
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
