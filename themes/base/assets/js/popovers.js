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

// Heard at the document, as the page for lost visitors changes its header.
const isOurs = (element) => element.matches(".site-header [popover]");
document.addEventListener("toggle", ({ target, newState }) => {
  if (newState === "open" && isOurs(target)) hold(target, true);
}, true);
// Before it closes, as the browser then gives the focus back to the button that opened it.
document.addEventListener("beforetoggle", ({ target, newState }) => {
  if (newState === "closed" && isOurs(target)) hold(target, false);
}, true);

// Where a window that has become wider has room for the menu, it stands open by itself.
matchMedia("(min-width: 64rem)").addEventListener("change", () => {
  document.querySelector("#site-menu:popover-open")?.hidePopover();
});
