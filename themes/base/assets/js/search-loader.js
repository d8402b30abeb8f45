// On every page: fetches the search when one of its fields is focused, and not before.
const load = async (form) => {
  const { index, script, stemmer, loaded } = form.dataset;
  if (loaded) return;
  form.dataset.loaded = "true";
  try {
    const parts = [fetch(index, { cache: "no-cache" }).then((answer) => answer.json()), import(stemmer)];
    const search = await import(script);
    await search.attach(form, ...await Promise.all(parts));
  } catch {
    delete form.dataset.loaded;
  }
};

document.addEventListener("focusin", ({ target }) => target.form?.dataset.index && load(target.form));

if (new URLSearchParams(location.search).get("q")) {
  for (const form of document.querySelectorAll("[data-search-page]")) load(form);
}
