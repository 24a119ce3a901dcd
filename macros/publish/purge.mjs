// Reads {css, pages, scripts, classes} as JSON, writes the rules of the sheet that pages and scripts ask for: macros/publish/style_sheets.py.
// As a library with texts and not with files: its search for files throws on Node 20 and older.
import { readFileSync } from "node:fs";
import { PurgeCSS } from "purgecss";

const { css, pages, scripts, classes } = JSON.parse(readFileSync(0, "utf8"));
const found = {
  html: { undetermined: pages, attributes: { names: [], values: [] }, classes: [], ids: [], tags: [] },
  js: { undetermined: [], attributes: { names: scripts, values: scripts }, classes, ids: [], tags: scripts },
};
const content = Object.keys(found).map((extension) => ({ raw: extension, extension }));
const extractors = Object.keys(found).map((extension) => ({ extensions: [extension], extractor: () => found[extension] }));
const [sheet] = await new PurgeCSS().purge({ content, extractors, css: [{ raw: css }], variables: true, keyframes: true, fontFace: true });
process.stdout.write(sheet.css);
