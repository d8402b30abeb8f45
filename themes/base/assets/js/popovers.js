// On every page: while the menu or the search is open, it is a dialog that the focus stays in.
const rest = function* (popover) {
  for (let part = popover; part !== document.body; part = part.parentElement) {
    for (const sibling of part.parentElement.children) if (sibling !== part) yield sibling;
  }
};
const hold = (popover, isHeld) => {
  for (const part of rest(popover)) part.inert = isHeld;
  popover.role = isHeld ? "dialog" : null;
  popover.ariaModal = isHeld || null;
  popover.ariaLabel = isHeld ? document.querySelector(`[popovertarget=${popover.id}]`).textContent : null;
};

for (const popover of document.querySelectorAll(".site-header [popover]")) {
  popover.addEventListener("toggle", ({ newState }) => newState === "open" && hold(popover, true));
  // Before it closes, as the browser then gives the focus back to the button that opened it.
  popover.addEventListener("beforetoggle", ({ newState }) => newState === "closed" && hold(popover, false));
}

// Where a window that has become wider has room for the menu, it stands open by itself.
matchMedia("(min-width: 64rem)").addEventListener("change", () => {
  document.querySelector("#site-menu:popover-open")?.hidePopover();
});
