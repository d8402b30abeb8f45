// Makes the wanted sizes of every photo in a folder with sharp: node sharp.cjs MODULE PHOTOS OUTPUT ASKED
const fs = require("node:fs");
const path = require("node:path");

const [module_, photos, output, asked] = process.argv.slice(2);
const sharp = require(module_);
const { widths, formats, avif } = JSON.parse(asked);
const options = { jpeg: {}, webp: {}, avif };

async function make(file) {
  const name = path.parse(file).name;
  const source = sharp(path.join(photos, file)).rotate();
  const whole = (await sharp(path.join(photos, file)).metadata()).autoOrient.width;
  const jobs = [];
  for (const width of widths.filter((wanted) => wanted <= whole)) {
    const scaled = source.clone().resize({ width });
    for (const format of formats) {
      jobs.push(scaled.clone().toFormat(format, options[format]).toFile(path.join(output, `${name}-${width}.${format}`)));
    }
  }
  await Promise.all(jobs);
}

(async () => {
  for (const file of fs.readdirSync(photos).sort()) await make(file);
})();
