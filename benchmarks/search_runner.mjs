// Answers queries as a browser does: `node search_runner.mjs FOLDER < queries`, where the folder has search.js; each query is a
// line of JSON with the folder of a built site, the language and the query; writes the paths of the best pages of each.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(`${process.argv[2]}/${name}.js`));
const { Index } = await load("search");
let read = 0;
globalThis.fetch = async (path) => {
  const text = await readFile(path, "utf8");
  read += text.length;
  return { ok: true, text: async () => text, json: async () => JSON.parse(text) };
};
const indexes = new Map();

for await (const line of createInterface({ input: process.stdin })) {
  const { folder, lang, query, filters = [], limit = 3 } = JSON.parse(line);
  const key = `${folder} ${lang}`;
  if (!indexes.has(key)) {
    const manifest = JSON.parse(await readFile(`${folder}/search.${lang}.json`, "utf8"));
    const { stem } = await load(lang === "en" ? "stem-en" : "stem-nb");
    indexes.set(key, new Index(manifest, `${folder}/assets/search/${lang}/`, stem));
  }
  read = 0;
  const index = indexes.get(key);
  const found = await index.find(query, filters);
  const pages = await Promise.all(found.pages.slice(0, limit).map((page) => index.page(page)));
  console.log(JSON.stringify({ count: found.pages.length, paths: pages.map(([, path]) => path), read }));
}
