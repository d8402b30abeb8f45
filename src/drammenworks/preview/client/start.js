// Shows the toolbar on a page that was built with its state.

import { Toolbar } from "./toolbar.js";

const toolbar = new Toolbar({ styles: [new URL("toolbar.css", import.meta.url).href] });
toolbar.draw(JSON.parse(document.getElementById("drammenworks-bar").textContent));
