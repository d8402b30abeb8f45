// The lists that the templates show: sections and tags in pages of twelve, newest first.

const newestFirst = (a, b) => b.date - a.date || (a.data.title < b.data.title ? -1 : 1);

const long = new Intl.DateTimeFormat("nb-NO", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function pagesOf(title, root, documents, size) {
  const count = Math.max(1, Math.ceil(documents.length / size));
  const url = (number) => (number === 1 ? root : `${root}side/${number}/`);
  return Array.from({ length: count }, (_, index) => ({
    title,
    url: url(index + 1),
    number: index + 1,
    count,
    previous: index > 0 ? url(index) : null,
    next: index + 1 < count ? url(index + 2) : null,
    items: documents.slice(index * size, (index + 1) * size),
  }));
}

export default function (config) {
  config.addGlobalData("layout", "document.njk");
  config.addPassthroughCopy({ "assets": "assets" });
  config.addFilter("iso", (date) => date.toISOString().slice(0, 10));
  config.addFilter("longDate", (date) => long.format(date));
  config.addFilter("sectionOf", (url, sections) => {
    const name = url.split("/")[1];
    if (name === "emner") return { url: "/emner/", label: "Emner" };
    return sections[name] ? { url: `/${name}/`, label: sections[name] } : null;
  });
  // Eleventy asks for each collection once; the site's name and sections come from _data/site.json.
  config.addCollection("articles", (api) => documents(api).filter((page) => page.url.startsWith("/aktuelt/")).sort(newestFirst));
  config.addCollection("terms", (api) => [...byTag(documents(api))].map(([label, items]) => ({ label, count: items.length })));
  config.addCollection("lists", (api) => {
    const all = documents(api).sort(newestFirst);
    if (all.length === 0) return [];
    const { sections, perPage } = all[0].data.site;
    const lists = Object.entries(sections).flatMap(([name, title]) =>
      pagesOf(title, `/${name}/`, all.filter((page) => page.url.startsWith(`/${name}/`)), perPage),
    );
    for (const [tag, items] of byTag(all)) lists.push(...pagesOf(tag, `/emner/${tag}/`, items, perPage));
    return lists;
  });
  return {
    dir: { input: "content", output: "_site", includes: "../_includes", data: "../_data" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
  };
}

const documents = (api) => api.getFilteredByGlob("content/**/*.md");

function byTag(all) {
  const found = new Map();
  for (const page of all) {
    for (const tag of page.data.tags ?? []) {
      if (!found.has(tag)) found.set(tag, []);
      found.get(tag).push(page);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
