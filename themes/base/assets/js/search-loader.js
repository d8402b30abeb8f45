// On every page: fetches the search when one of its fields is focused, and not before.
const load = async (form) => {
  if (form.dataset.loaded) return;
  form.dataset.loaded = "true";
  try {
    const manifest = fetch(form.dataset.search, { cache: "no-cache" }).then((answer) => answer.json());
    manifest.catch(() => {});
    const search = await import(form.dataset.script);
    search.attach(form, manifest);
  } catch {
    delete form.dataset.loaded;
  }
};

document.addEventListener("focusin", ({ target }) => target.form?.dataset.search && load(target.form));

// Whoever opens the search wants to type.
document.addEventListener("toggle", ({ target, newState }) => {
  if (newState === "open") target.querySelector("[data-search] [type=search]")?.focus();
}, true);

if (new URLSearchParams(location.search).get("q")) {
  for (const form of document.querySelectorAll("[data-search-page]")) load(form);
}
