// Shows the bar on a page that was built with it.

import { Bar } from "./bar.js";

const bar = new Bar({ styles: [new URL("bar.css", import.meta.url).href] });
bar.draw(JSON.parse(document.getElementById("drammenworks-bar").textContent));
