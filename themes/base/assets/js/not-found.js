// On the page for an address that does not exist: its section first, in its language.

const distance = (a, b) => {
  let row = [...b].map((_, column) => column + 1);
  [...a].forEach((letter, line) => {
    let [corner, left] = [line, line + 1];
    row = row.map((above, column) => {
      left = Math.min(above + 1, left + 1, corner + (letter === b[column] ? 0 : 1));
      corner = above;
      return left;
    });
  });
  return row.at(-1) ?? a.length;
};

const names = (path) => decodeURIComponent(path).toLowerCase().split(/[/.]/).filter(Boolean);

const show = (box) => {
  const asked = names(location.pathname);
  // A section is meant when it is spelt nearly as some part of the address, or begins alike.
  const near = [...box.querySelectorAll("[data-sections] a")].flatMap((link) => asked.map((name) => {
    const own = names(link.pathname).at(-1);
    const begins = name.length > 3 && own.length > 3 && (own.startsWith(name) || name.startsWith(own));
    return { link, far: begins ? 1 : distance(name, own) };
  })).sort((a, b) => a.far - b.far)[0];
  const way = box.querySelector("[data-nearest]");
  if (near?.far <= 2) {
    way.href = near.link.href;
    way.textContent = way.dataset.nearest.replace("{section}", near.link.textContent);
    way.hidden = false;
  }
  const field = box.querySelector("input[type=search]");
  const last = asked.filter((name) => !/^(index|html?|php|aspx?)$/.test(name)).at(-1) ?? "";
  if (field) field.value = last.replace(/[-_+]+/g, " ").trim();
};

const box = document.querySelector("[data-not-found]");
const other = box.dataset.languages.split(";").map((one) => one.split(" "))
  .find(([lang, front]) => lang && front.length > 1 && location.pathname.startsWith(front));
show(box);
if (other) {
  const answer = await fetch(other[2]);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("[data-not-found]");
  if (found) {
    document.documentElement.lang = other[0];
    document.title = page.title;
    for (const name of [".site-header", ".site-footer"]) {
      const [here, there] = [document, page].map((one) => one.querySelector(name));
      if (here && there) here.replaceWith(there);
    }
    box.replaceWith(found);
    show(found);
  }
}
