// The browser part's mutants, made by StrykerJS's own mutators.
//   node mutants/instrument.mjs <folder with sources>   writes JSON to stdout:
//   {mutants: [{id, file, start, end, mutator, replacement}], files: {<file>: <source that tells which mutants it reaches>}}
// start and end are UTF-16 offsets into the file. What goes to the console has no mutants: no reader sees it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commonTokens } from "@stryker-mutator/api/plugin";
import { createInstrumenter } from "@stryker-mutator/instrumenter";
import { createInjector } from "typed-inject";

const root = process.argv[2];
const say = (text, ...more) => process.stderr.write(`${text} ${more.join(" ")}\n`);
const no = () => false;
const nothing = () => {};
const logger = {
  isTraceEnabled: no, isDebugEnabled: no, isInfoEnabled: no, isWarnEnabled: no, isErrorEnabled: no, isFatalEnabled: no,
  trace: nothing, debug: nothing, info: nothing, warn: say, error: say, fatal: say,
};
const console_ = {
  shouldIgnore(path) {
    const callee = path.isCallExpression() && path.node.callee;
    return callee && callee.type === "MemberExpression" && callee.object.name === "console" ? "console" : undefined;
  },
};

const names = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js")).sort();
const sources = names.map((name) => ({ name: join(root, name), mutate: true, content: readFileSync(join(root, name), "utf8") }));
const instrumenter = createInjector().provideValue(commonTokens.logger, logger).injectFunction(createInstrumenter);
const made = await instrumenter.instrument(sources, { plugins: [], excludedMutations: [], ignorers: [console_], noHeader: false });

const lines = Object.fromEntries(sources.map(({ name, content }) => [name, content.split("\n").map((line) => line.length + 1)]));
const offset = (name, { line, column }) => lines[name].slice(0, line).reduce((sum, length) => sum + length, 0) + column;
const short = (name) => names[sources.findIndex((source) => source.name === name)];
const mutants = made.mutants
  .filter((mutant) => mutant.status !== "Ignored")
  .map(({ id, fileName, location, mutatorName, replacement }) => ({
    id, file: short(fileName), start: offset(fileName, location.start), end: offset(fileName, location.end), mutator: mutatorName, replacement,
  }));
process.stdout.write(JSON.stringify({ mutants, files: Object.fromEntries(made.files.map(({ name, content }) => [short(name), content])) }));
