// Plays a film on the page after a click. Nothing is asked of its host before.

for (const element of document.querySelectorAll("[data-player], [data-player-note]")) element.hidden = false;

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-player]");
  if (!button) return;
  const frame = document.createElement("iframe");
  frame.className = "player__frame";
  frame.src = button.dataset.player;
  frame.title = button.dataset.title;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  button.parentElement.replaceChildren(frame);
  frame.focus();
});
