// Search in the index that the build has made. Words are folded and stemmed as there: see search/folding.py and
// stemming.py, with which a test compares this file.

// --- words

const MARKS = "\\u00ad\\u0300-\\u036f\\u0591-\\u05bd\\u064b-\\u065f\\u200b-\\u200f\\u2060\\ufeff";
const LETTERS = `[\\p{L}\\p{N}][\\p{L}\\p{N}${MARKS}]*`;
const WORD = new RegExp(`${LETTERS}(?:[-\\u2010\\u2011]${LETTERS})*`, "gu");
const PART = new RegExp(LETTERS, "gu");
const OWN = { æ: "ae", ø: "o", œ: "oe", ß: "ss", ł: "l", đ: "d", ð: "d", þ: "th", ŋ: "n", ŧ: "t" };

export const fold = (word) => word.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")
  .replace(/[æøœßłđðþŋŧ]/g, (letter) => OWN[letter]).replaceAll("aa", "a").replaceAll("oe", "o");

export const words = (text) => (text.match(WORD) ?? []).flatMap((word) => {
  const parts = word.split(/[-\u2010\u2011]/);
  const counting = parts.filter((part) => [...part].length > 1 || /^\p{Nd}$/u.test(part));
  return parts.length > 1 ? [...counting, parts.join("")] : counting;
});

const norwegian = (word) => {
  if (word.length < 3) return word;
  const at = word.search(/[aeiouy][^aeiouy]/);
  const first = at < 0 ? word.length : Math.max(3, at + 2);
  const cut = (pattern, by) => {
    const ending = word.slice(first).match(pattern);
    if (ending) word = by(word.slice(0, -ending[0].length), ending[0]);
  };
  cut(/(?:a|e|ede|ande|ende|ane|ene|hetene|erte|en|heten|ar|er|heter|s|as|es|edes|endes|enes|hetenes|ens|hetens|ers|ets|et|het|ert|ast)$/, (stem, ending) => {
    if (ending[0] === "e" && ending[1] === "r" && ending[2] === "t") return stem + "er";
    if (ending === "ers") return /(?:ind|kk|nk|amm|omm|(?<!s)kap|pp|lt|ast|(?<!ha|gi)v)$/.test(stem) ? word : stem;
    if (ending === "s") return /(?:[bcdfghjlmnoptvyz]|(?<!e)r|[^aeiouy]k)$/.test(stem) ? stem : word;
    return stem;
  });
  cut(/[dv]t$/, (stem, pair) => stem + pair[0]);
  cut(/(?:e?leg|e?ig|e?lig|els|[es]?lov|hetslov)$/, (stem) => stem);
  return word;
};

const KEPT = { early: "earli", gently: "gentl", idly: "idl", only: "onli", singly: "singl", skies: "sky",
  skis: "ski", ugly: "ugli" };
const STEP_2 = { tional: "tion", enci: "ence", anci: "ance", abli: "able", entli: "ent", izer: "ize",
  ization: "ize", ational: "ate", ation: "ate", ator: "ate", alism: "al", aliti: "al", alli: "al",
  fulli: "ful", fulness: "ful", ousli: "ous", ousness: "ous", iveness: "ive", iviti: "ive", biliti: "ble",
  bli: "ble", ogi: "og", ogist: "og", lessli: "less", li: "" };
const STEP_3 = { tional: "tion", ational: "ate", alize: "al", icate: "ic", iciti: "ic", ical: "ic", ful: "",
  ness: "", ative: "" };
const endings = (table) => new RegExp(`(?:${Object.keys(table).join("|")})$`);
const [ENDING_2, ENDING_3] = [STEP_2, STEP_3].map(endings);

const english = (word) => {
  if (/^(?:andes|atlas|bias|cosmos|howe|news|sky)$/.test(word) || word.length < 3) return word;
  if (Object.hasOwn(KEPT, word)) return KEPT[word];
  let w = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const after = (from) => {
    const at = w.slice(from).search(/[aeiouy][^aeiouy]/);
    return at < 0 ? Infinity : from + at + 2;
  };
  const known = w.match(/^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/);
  const r1 = known ? known[0].length : after(0);
  const r2 = after(r1);
  const isShort = (end) => /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$|past$/.test(end);
  if (w.endsWith("sses")) w = w.slice(0, -2);
  else if (/ie[ds]$/.test(w)) w = w.slice(0, w.length > 4 ? -2 : -1);
  else if (!/[us]s$/.test(w) && /[aeiouy].+s$/.test(w)) w = w.slice(0, -1);
  const tail = w.match(/(?:eed|ed|ing|eedly|edly|ingly)$/)?.[0];
  if (tail) {
    const stem = w.slice(0, -tail.length);
    if (tail[1] === "e") {
      if (stem.length >= r1 && !/^(?:succ|proc|exc)$/.test(stem)) w = stem + "ee";
    } else if (tail === "ing" && /^[^aeiouy]y$/.test(stem)) {
      w = stem[0] + "ie";
    } else if (!(tail === "ing" && /^(?:even|cann|inn|earr|herr|out)$/.test(stem)) && /[aeiouy]/.test(stem)) {
      w = stem;
      if (/(?:at|bl|iz)$/.test(w)) w += "e";
      else if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(w)) w = /^[aeo]..$/.test(w) ? w : w.slice(0, -1);
      else if (w.length === r1 && isShort(w)) w += "e";
    }
  }
  w = w.replace(/^(.+[^aeiouy])[yY]$/, "$1i");
  const cut = (pattern, by) => {
    const ending = w.match(pattern)?.[0];
    if (ending && w.length - ending.length >= r1) w = by(w.slice(0, -ending.length), ending) ?? w;
  };
  cut(ENDING_2, (stem, ending) => {
    if (ending === "li" && !/[cdeghkmnrt]$/.test(stem)) return undefined;
    if (ending === "ogi" && !stem.endsWith("l")) return undefined;
    return stem + STEP_2[ending];
  });
  cut(ENDING_3, (stem, ending) => (ending === "ative" && stem.length < r2 ? undefined : stem + STEP_3[ending]));
  cut(/(?:al|ance|ence|er|ic|able|ible|ant|e?ment|ent|ism|ate|iti|ous|ive|ize|ion)$/, (stem, ending) => (
    stem.length < r2 || (ending === "ion" && !/[st]$/.test(stem)) ? undefined : stem));
  if (w.endsWith("e")) {
    const stem = w.slice(0, -1);
    if (stem.length >= r2 || (stem.length >= r1 && !isShort(stem))) w = stem;
  } else if (w.endsWith("ll") && w.length - 1 >= r2) w = w.slice(0, -1);
  return w.toLowerCase();
};

export const stemmer = (lang) => (lang === "en" ? english : norwegian);

// --- the index

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]));
const PART_OF_COMPOUND = 0.6;
const MOST_WORDS = 8;
const MOST_FILES = 12;

// One letter too many, too few, another, or two that changed places.
const isNear = (a, b) => {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  const [x, y] = [a.slice(i), b.slice(i)];
  return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1)
    || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
};

// sykkel, sykler; senter, sentre: an e that comes and goes, and takes a consonant with it.
const forms = (stem) => {
  const whole = stem.match(/^(.*?([^aeiouy]))\2?e([lnr])$/);
  if (whole) return [stem, whole[1] + whole[3]];
  const cut = stem.match(/^(.*([^aeiouy]))([lnr])$/);
  return cut ? [stem, `${cut[1]}e${cut[3]}`, `${cut[1]}${cut[2]}e${cut[3]}`] : [stem];
};

const addPages = (found, codes, factor) => {
  let segment = 0;
  for (let i = 0; i < codes.length;) {
    if (codes[i] === "~") {
      segment = VALUE.get(codes[i + 1]);
      i += 2;
    } else {
      const page = segment * 4096 + VALUE.get(codes[i]) * 64 + VALUE.get(codes[i + 1]);
      const weight = VALUE.get(codes[i + 2]) * factor;
      if (weight > (found.get(page) ?? 0)) found.set(page, weight);
      i += 3;
    }
  }
};

export class Index {
  constructor(manifest, folder, lang) {
    this.manifest = manifest;
    this.folder = folder;
    this.stem = stemmer(lang);
    this.stop = new Set(manifest.stop.split(" "));
    this.leaves = manifest.leaves.split(" ").map((leaf) => leaf.split(":"));
    this.blocks = manifest.blocks.split(" ");
    this.files = new Map();
  }

  file(name) {
    if (!this.files.has(name)) {
      const loading = fetch(this.folder + name).then((answer) => {
        if (!answer.ok) throw new Error(answer.status);
        return name.endsWith(".txt") ? answer.text() : answer.json();
      });
      loading.catch(() => this.files.delete(name));
      this.files.set(name, loading);
    }
    return this.files.get(name);
  }

  // The lines of all terms that may begin with one of these.
  async lines(starts) {
    const leaves = this.leaves.filter(([prefix]) => starts.some(
      (start) => prefix.startsWith(start) || start.startsWith(prefix)));
    const most = this.manifest.small ? leaves.length : MOST_FILES;
    const texts = await Promise.all(leaves.slice(0, most).map(([, name]) => this.file(`${name}.txt`)));
    return texts.flatMap((text) => text.split("\n")).map((line) => line.split(" "));
  }

  // The pages of a word, each with how much it is about it, and the terms that were taken for the word.
  async lookUp(word) {
    const folded = fold(word);
    const stem = this.stem(folded);
    // As the end of a compound it may lose an ending that it keeps alone.
    const end = this.stem(`bab${folded}`).slice(3);
    const same = [folded, ...forms(stem)];
    const pages = new Map();
    const terms = new Set([...same, end]);
    const take = (lines, likeness) => {
      for (const [term, own, parts] of lines) {
        const factor = likeness(term);
        if (factor) {
          terms.add(term);
          if (term !== end || same.includes(term)) addPages(pages, own, factor);
          if (parts) addPages(pages, parts, factor * PART_OF_COMPOUND);
        }
      }
    };
    let lines = await this.lines([...same, end]);
    take(lines, (term) => {
      if (same.includes(term) || term === end) return 1;
      return term.startsWith(folded) && 0.4 + 0.4 * (folded.length / term.length);
    });
    const isLike = (term) => term.length > 2 && (isNear(term, stem) || isNear(term, folded)) && 0.5;
    if (folded.length < 4) return { pages, terms, folded };
    if (this.manifest.small) {
      // The few terms there are may all be looked at: for compounds of words that the site has nowhere else.
      if (!pages.size) lines = await this.lines([""]);
      if (!pages.size) take(lines, (term) => (term.endsWith(stem) || term.endsWith(folded)) && 0.5);
    }
    if (!pages.size) take(lines, isLike);
    if (!pages.size && !this.manifest.small) {
      // The error may be in the first letters.
      const [first, second, third] = folded;
      take(await this.lines([second + first, second + third, first + third]), isLike);
    }
    return { pages, terms, folded };
  }

  // The pages that have all words, or else those that have the most of them; the best first.
  async find(query, facets = []) {
    const asked = [...new Set(words(query.slice(0, 300)))];
    const telling = asked.filter((word) => !this.stop.has(word.toLowerCase()));
    const wanted = (telling.length ? telling : asked).slice(0, MOST_WORDS);
    const found = await Promise.all(wanted.map((word) => this.lookUp(word)));
    const scores = new Map();
    for (const { pages } of found) {
      const rarity = Math.log(1 + this.manifest.pages / (pages.size || 1));
      for (const [page, weight] of pages) {
        const [count, score] = scores.get(page) ?? [0, 0];
        scores.set(page, [count + 1, score + weight * rarity]);
      }
    }
    for (const facet of facets) {
      const line = (await this.lines([facet])).find(([term]) => term === facet);
      const having = new Map();
      if (line) addPages(having, line[1], 1);
      for (const page of scores.keys()) if (!having.has(page)) scores.delete(page);
    }
    const most = Math.max(0, ...[...scores.values()].map(([count]) => count));
    const pages = [...scores].filter(([, [count]]) => count === most)
      .sort(([a, [, x]], [b, [, y]]) => y - x || a - b).map(([page]) => page);
    return { pages, words: found, isPartial: most < wanted.length };
  }

  // What is shown of a page.
  async page(number) {
    const block = this.blocks[(number >> 8) >> (10 - this.manifest.bits)];
    const [, path, title, kind, year, example, summary, text] = (await this.file(`${block}.json`))
      .find(([other]) => other === number);
    return { path, title, kind, year, example, summary, text };
  }
}

// --- what is shown

const IN_PANEL = 6;
const ON_PAGE = 10;
const WORDS_AROUND = 14;

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

// A text in pieces, each with whether it is a word that was looked for.
export const marked = (text, index, found) => {
  const isHit = (word) => {
    const folded = fold(word);
    const stem = index.stem(folded);
    return found.some(({ terms, folded: start }) => folded.startsWith(start)
      || [...terms].some((term) => stem === term || (term.length > 2 && stem.endsWith(term))));
  };
  const pieces = [];
  let end = 0;
  for (const { 0: word, index: at } of text.matchAll(PART)) {
    if (at > end) pieces.push([text.slice(end, at), false]);
    pieces.push([word, word.length > 1 && isHit(word)]);
    end = at + word.length;
  }
  return end < text.length ? [...pieces, [text.slice(end), false]] : pieces;
};

// The pieces around the place with the most hits.
export const excerpt = (pieces) => {
  const around = 2 * WORDS_AROUND;
  let [best, most] = [0, 0];
  pieces.forEach(([, isHit], i) => {
    const count = isHit ? pieces.slice(i, i + around).filter(([, other]) => other).length : 0;
    if (count > most) [best, most] = [i, count];
  });
  const first = Math.max(0, best - (most ? WORDS_AROUND : 0));
  const last = first + 2 * around;
  const shown = pieces.slice(first, last);
  return [...(first ? [["… ", false]] : []), ...shown, ...(last < pieces.length ? [[" …", false]] : [])];
};

const markup = (pieces) => pieces.map(([text, isHit]) => (isHit ? element("mark", {}, text) : text));

class View {
  constructor(form, index, base) {
    Object.assign(this, { form, index, base, isPage: "searchPage" in form.dataset, count: 0, turn: 0 });
    this.field = form.querySelector("[type=search]");
    const place = this.isPage ? document.querySelector("main [data-search-results]")
      : form.parentElement.querySelector("[data-search-results]");
    this.status = element("p", { className: "hits__status" });
    this.status.setAttribute("role", "status");
    this.list = element(this.isPage ? "ol" : "ul", { className: "hits" });
    this.more = element("p", { className: "hits__more" });
    place.replaceChildren(this.status, this.list, this.more);
    this.filters = this.isPage ? [...document.querySelectorAll("[data-search-filters] select")] : [];
    this.listen();
  }

  words(key, values = {}) {
    return (this.index.manifest.words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  number(key, n) {
    return this.words(`${key}.${n === 1 ? "one" : "other"}`, { n });
  }

  listen() {
    this.field.addEventListener("input", () => this.show());
    this.filters.forEach((filter) => filter.addEventListener("change", () => this.show()));
    this.form.addEventListener("submit", (event) => {
      if (this.isPage) event.preventDefault();
    });
    // The arrows lead from the field to the hits and back, as the tabulator does.
    this.form.parentElement.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [this.field, ...this.list.querySelectorAll("a"), ...this.more.querySelectorAll("a, button")];
      const at = stops.indexOf(document.activeElement);
      const next = stops[at + step];
      if (step && at >= 0 && next) {
        event.preventDefault();
        next.focus();
      }
    });
  }

  fillFilters() {
    const { kinds, years } = this.index.manifest;
    const options = { kind: Object.entries(kinds), year: years.map((year) => [year, year]) };
    const asked = new URLSearchParams(location.search);
    for (const filter of this.filters) {
      filter.append(...options[filter.name].map(([value, label]) => new Option(label, value)));
      filter.value = asked.get(filter.name) ?? "";
      if (filter.selectedIndex < 0) filter.value = "";
    }
    this.filters[0]?.closest("[data-search-filters]").removeAttribute("hidden");
  }

  async show() {
    const turn = this.turn += 1;
    const query = this.field.value.trim();
    const facets = this.filters.filter(({ value }) => value).map(({ value }) => `=${value}`);
    if (this.isPage) this.keepAddress(query);
    let found = { pages: [] };
    try {
      if (query) found = await this.index.find(query, facets);
      if (turn !== this.turn) return;
      await this.fill(query, found, turn);
    } catch {
      if (turn === this.turn) this.say(this.words("failed"));
    }
  }

  // Screen readers hear how many hits there are once the typing has stopped.
  say(text) {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => { this.status.textContent = text; }, this.status.textContent ? 300 : 0);
  }

  async fill(query, found, turn) {
    const limit = this.isPage ? ON_PAGE : IN_PANEL;
    const hits = await this.hits(found, 0, limit);
    if (turn !== this.turn) return;
    const n = found.pages.length;
    this.list.replaceChildren(...hits);
    this.more.replaceChildren(...(n > limit ? [this.rest(query, found, limit)] : []));
    if (!query) this.say("");
    else if (!n) this.say(this.words("none", { query }));
    else this.say(this.number(found.isPartial ? "partial" : "hits", n));
  }

  rest(query, found, shown) {
    if (!this.isPage) {
      const href = `${this.form.action}?q=${encodeURIComponent(query)}`;
      return element("a", { href }, this.number("all", found.pages.length));
    }
    const button = element("button", { type: "button", className: "button" }, this.words("more"));
    button.addEventListener("click", async () => {
      const more = await this.hits(found, shown, shown + ON_PAGE);
      this.list.append(...more);
      more[0]?.querySelector("a").focus();
      const next = shown + ON_PAGE;
      this.more.replaceChildren(...(next < found.pages.length ? [this.rest(query, found, next)] : []));
    });
    return button;
  }

  async hits({ pages, words: found }, from, to) {
    return Promise.all(pages.slice(from, to).map(async (number) => {
      const page = await this.index.page(number);
      const title = marked(page.title, this.index, found);
      const link = element("a", { href: this.base + page.path.slice(1), className: "hit__title" }, ...markup(title));
      const about = [this.index.manifest.kinds[page.kind], page.year].filter(Boolean).join(" · ");
      const meta = element("p", { className: "hit__meta" }, about);
      if (page.example) meta.append(" ", element("span", { className: "badge" }, this.words("example")));
      const summary = marked(page.summary, this.index, found);
      const isInSummary = summary.some(([, isHit]) => isHit);
      const text = isInSummary ? summary : marked(page.text, this.index, found);
      const shown = text.some(([, isHit]) => isHit) || !page.summary ? text : summary;
      const heading = this.isPage ? element("h2", { className: "hit__heading" }, link) : link;
      return element("li", { className: "hit", dir: "auto" }, heading, meta,
        element("p", { className: "hit__text" }, ...markup(excerpt(shown))));
    }));
  }

  keepAddress(query) {
    const asked = new URLSearchParams();
    if (query) asked.set("q", query);
    this.filters.forEach(({ name, value }) => value && asked.set(name, value));
    const search = asked.toString();
    history.replaceState(null, "", search ? `?${search}` : location.pathname);
  }
}

export const attach = async (form, manifest) => {
  const url = new URL(form.dataset.search, location.href);
  const lang = document.documentElement.lang;
  const base = new URL(".", url).pathname;
  const index = new Index(await manifest, `${base}assets/search/${lang}/`, lang);
  const view = new View(form, index, base);
  view.fillFilters();
  if (view.isPage && !view.field.value) view.field.value = new URLSearchParams(location.search).get("q") ?? "";
  await view.show();
};
