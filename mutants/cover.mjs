// Loaded into every Node.js process of the first run (NODE_OPTIONS=--import): which mutants did it reach?
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const { MUTANTS_OUT, MUTANTS_CONTEXT } = process.env;
process.on("exit", () => {
  const reached = Object.keys(globalThis.__stryker__?.mutantCoverage?.static ?? {});
  if (reached.length) writeFileSync(join(MUTANTS_OUT, `node-${process.pid}-${Date.now()}.json`), JSON.stringify({ context: MUTANTS_CONTEXT || "", reached }));
});
