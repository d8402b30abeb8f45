// The rules of Snowball for Norwegian, for folded words.
export const stem = (word) => {
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
