// Search in the index that the build has made. Words are folded as in search/folding.py, and stemmed by the
// rules of their language in stem-nb.js or stem-en.js, as in search/stemming.py; tests compare the two.

// --- words

const MARKS = "\\u00ad\\u0300-\\u036f\\u0591-\\u05bd\\u064b-\\u065f\\u200b-\\u200f\\u2060\\ufeff";
const LETTERS = `[\\p{L}\\p{N}][\\p{L}\\p{N}${MARKS}]*`;
const WORD = new RegExp(`${LETTERS}(?:[-\\u2010\\u2011]${LETTERS})*`, "gu");
const PART = new RegExp(`(${LETTERS})`, "u");
const OWN = { æ: "ae", ø: "o", œ: "oe", ß: "ss", ł: "l", đ: "d", ð: "d", þ: "th", ŋ: "n", ŧ: "t" };

export const fold = (word) => word.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")
  .replace(/[æøœßłđðþŋŧ]/g, (letter) => OWN[letter]).replaceAll("aa", "a").replaceAll("oe", "o");

export const words = (text) => (text.match(WORD) ?? []).flatMap((word) => {
  const parts = word.split(/[-\u2010\u2011]/);
  const counting = parts.filter((part) => [...part].length > 1 || /^\p{Nd}$/u.test(part));
  return parts.length > 1 ? [...counting, parts.join("")] : counting;
});

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
  constructor(manifest, folder, stem) {
    this.manifest = manifest;
    this.folder = folder;
    this.stem = stem;
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
    const same = [folded, ...forms(stem)];
    // As the end of a compound it may lose an ending that it keeps alone, as other forms of a short word do.
    const end = this.stem(`bab${folded}`).slice(3);
    if (end !== stem && /[aeiouy]/.test(end)) same.push(end, `${end}en`, `${end}er`);
    const pages = new Map();
    const terms = new Set(same);
    const take = (lines, likeness) => {
      for (const [term, own, parts] of lines) {
        // A facet is no word.
        const factor = term[0] !== "=" && likeness(term);
        if (factor) {
          terms.add(term);
          addPages(pages, own, factor);
          if (parts) addPages(pages, parts, factor * PART_OF_COMPOUND);
        }
      }
    };
    let lines = await this.lines(same);
    take(lines, (term) => {
      if (same.includes(term)) return 1;
      return term.startsWith(folded) && 0.4 + 0.4 * (folded.length / term.length);
    });
    const near = (term) => term.length > 2 && (isNear(term, stem) || isNear(term, folded));
    const begins = (term) => [-1, 0, 1].some((more) => isNear(term.slice(0, folded.length + more), folded));
    const ends = (term) => term.endsWith(stem) || term.endsWith(folded);
    const [first, second, third] = folded;
    // In a small site all terms are looked at: for compounds of words that it has nowhere else, and errors in
    // the first letters; in a large one those of the same letters, and of some errors.
    const { small } = this.manifest;
    const other = small ? [] : [second + first, second + third, first + third];
    if (!pages.size && small) lines = await this.lines([""]);
    for (const [likeness, starts = []] of [
      [(term) => (small && ends(term) && 0.5) || (term.startsWith(stem) && 0.4)],
      [(term) => near(term) && 0.5],
      [(term) => near(term) && 0.5, other],
      [(term) => folded.length > 4 && begins(term) && 0.4],
      [(term) => term.startsWith(folded.slice(0, Math.max(4, folded.length - 3))) && 0.3],
    ]) {
      if (!pages.size && folded.length > 3) take(starts.length ? await this.lines(starts) : lines, likeness);
    }
    return { pages, terms, folded };
  }

  // The pages that have all words, or else those that have the most of them; the best first.
  async find(query, facets = []) {
    const typed = query.slice(0, 300);
    // A single letter may become a word.
    const asked = [...new Set(words(typed))];
    if (!asked.length && this.manifest.small) asked.push(...typed.match(WORD) ?? []);
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

  // What is shown of a page: number, path, title, kind, year, whether it is an example, summary, text.
  async page(number) {
    const block = this.blocks[(number >> 8) >> (10 - this.manifest.bits)];
    return (await this.file(`${block}.json`)).find(([other]) => other === number);
  }
}

// --- what is shown

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
    return word.length > 1 && found.some(({ terms, folded: start }) => folded.startsWith(start)
      || [...terms].some((term) => stem === term || (term.length > 2 && stem.endsWith(term))));
  };
  return text.split(PART).map((piece, i) => [piece, i % 2 === 1 && isHit(piece)]);
};

// The pieces around the place with the most hits.
export const excerpt = (pieces) => {
  const length = 4 * WORDS_AROUND;
  let [best, most] = [0, 0];
  pieces.forEach(([, isHit], i) => {
    const count = isHit && pieces.slice(i, i + length / 2).filter(([, other]) => other).length;
    if (count > most) [best, most] = [i, count];
  });
  const first = Math.max(0, best - 2 * WORDS_AROUND);
  const shown = pieces.slice(first, first + length);
  return [[first ? "… " : ""], ...shown, [first + length < pieces.length ? " …" : ""]];
};

const markup = (pieces) => pieces.map(([text, isHit]) => (isHit ? element("mark", {}, text) : text));

class View {
  constructor(form, index, base) {
    Object.assign(this, { index, base, action: form.action, isPage: "searchPage" in form.dataset });
    this.manifest = index.manifest;
    this.limit = this.isPage ? 10 : 6;
    this.field = form.querySelector("[type=search]");
    this.status = element("p", { className: "hits__status", role: "status" });
    this.list = element(this.isPage ? "ol" : "ul", { className: "hits" });
    this.more = element("p", { className: "hits__more" });
    form.closest("main, [popover]").querySelector("[data-search-results]")
      .replaceChildren(this.status, this.list, this.more);
    this.filters = this.isPage ? [...document.querySelectorAll("[data-search-filters] select")] : [];
    this.field.addEventListener("input", () => this.show());
    this.filters.forEach((filter) => filter.addEventListener("change", () => this.show()));
    if (this.isPage) {
      form.addEventListener("submit", (event) => event.preventDefault());
      this.readAddress();
    }
  }

  words(key, values) {
    return (this.manifest.words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  count(key, n) {
    return this.words(`${key}.${n === 1 ? "one" : "other"}`, { n });
  }

  readAddress() {
    const asked = new URLSearchParams(location.search);
    this.field.value ||= asked.get("q") ?? "";
    const { kinds, years } = this.manifest;
    const options = { kind: Object.entries(kinds), year: years.map((year) => [year, year]) };
    for (const filter of this.filters) {
      filter.append(...options[filter.name].map(([value, label]) => new Option(label, value)));
      filter.value = asked.get(filter.name) ?? "";
      if (filter.selectedIndex < 0) filter.selectedIndex = 0;
      filter.closest("[hidden]")?.removeAttribute("hidden");
    }
  }

  keepAddress() {
    const asked = [this.field, ...this.filters].filter(({ value }) => value)
      .map(({ name, value }) => [name, value]);
    history.replaceState(null, "", asked.length ? `?${new URLSearchParams(asked)}` : location.pathname);
  }

  async show() {
    const query = this.field.value.trim();
    const turn = this.turn = (this.turn ?? 0) + 1;
    const facets = this.filters.filter(({ value }) => value).map(({ value }) => `=${value}`);
    if (this.isPage) this.keepAddress();
    try {
      const found = await this.index.find(query, facets);
      const hits = await this.hits(found, 0);
      if (turn !== this.turn) return;
      this.list.replaceChildren(...hits);
      this.offerMore(found, this.limit);
      const n = found.pages.length;
      this.say(n ? this.count(found.isPartial ? "partial" : "hits", n) : query && this.words("none", { query }));
    } catch {
      if (turn === this.turn) this.say(this.words("failed"));
    }
  }

  // Screen readers are told once the typing has stopped.
  say(text) {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => { this.status.textContent = text; }, this.status.textContent ? 300 : 0);
  }

  offerMore(found, shown) {
    const n = found.pages.length;
    const href = `${this.action}?${new URLSearchParams({ q: this.field.value })}`;
    const more = this.isPage ? element("button", { type: "button", className: "button" }, this.words("more"))
      : element("a", { href }, this.count("all", n));
    this.more.replaceChildren(...(n > shown ? [more] : []));
    if (this.isPage) {
      more.addEventListener("click", async () => {
        const hits = await this.hits(found, shown);
        this.list.append(...hits);
        hits[0].querySelector("a").focus();
        this.offerMore(found, shown + this.limit);
      });
    }
  }

  async hits({ pages, words: found }, from) {
    return Promise.all(pages.slice(from, from + this.limit).map(async (number) => {
      const [, path, title, kind, year, isExample, ...texts] = await this.index.page(number);
      const mark = (text) => marked(text, this.index, found);
      const href = this.base + path.slice(1);
      const link = element("a", { href, className: "hit__title" }, ...markup(mark(title)));
      const meta = element("p", { className: "hit__meta" }, this.manifest.kinds[kind], year ? ` · ${year}` : "");
      if (isExample) meta.append(" ", element("span", { className: "badge" }, this.words("example")));
      // The summary, unless only the text has what was looked for.
      const [summary, text] = texts.map(mark);
      const has = (pieces) => pieces.some(([, isHit]) => isHit);
      const shown = has(summary) || (texts[0] && !has(text)) ? summary : text;
      return element("li", { className: "hit", dir: "auto" }, this.isPage ? element("h2", {}, link) : link, meta,
        element("p", { className: "hit__text" }, ...markup(excerpt(shown))));
    }));
  }
}

export const attach = (form, manifest, { stem }) => {
  const base = new URL(".", new URL(form.dataset.index, location.href)).pathname;
  const folder = `${base}assets/search/${document.documentElement.lang}/`;
  return new View(form, new Index(manifest, folder, stem), base).show();
};
