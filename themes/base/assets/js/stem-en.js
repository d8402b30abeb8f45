// The rules of Snowball for English (Porter 2), for folded words.
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

export const stem = (word) => {
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
