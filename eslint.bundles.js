// What the made bundles are read with, libraries and all: esbuild lowers the syntax to es2019, but what a program calls stays as it is written. Each call that
// the browsers of es2019 lack (Chrome 73, Safari and iOS 12.1, Firefox 78) has to stand behind a test for it, or lib/missing.js brings it.
import es from "eslint-plugin-es-x";
import globals from "globals";

const { rules } = es.configs["flat/restrict-to-es2019"];
// By its name alone a method of iterators, maps and sets cannot be told from one of arrays or of our own; the compiler knows them in our modules (tsconfig.json)
const alike = Object.keys(rules).filter((name) => /^es-x\/no-(iterator|async-iterator|map|set|weak-map)-prototype-/.test(name));
const off = [
  ...alike,
  "es-x/no-array-prototype-at", // a property of this name is a day here; the call is restricted below
  "es-x/no-string-prototype-at",
  "es-x/no-typed-array-prototype-at",
  "es-x/no-global-this", // Chrome 71, Safari 12.1
  "es-x/no-string-prototype-matchall", // these two come from lib/missing.js
  "es-x/no-bigint",
];

export default [
  {
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "off" },
    languageOptions: { ecmaVersion: 2022, sourceType: "script", globals: globals.browser },
    plugins: { "es-x": es },
    settings: { "es-x": { aggressive: true, allowTestedProperty: true } },
    rules: {
      ...rules,
      ...Object.fromEntries(off.map((name) => [name, "off"])),
      "no-restricted-syntax": ["error", { selector: "CallExpression[callee.property.name='at']", message: "Array.prototype.at is ES2022" }],
      // of the browser itself, each by a test only
      "no-restricted-globals": ["error", "structuredClone", "queueMicrotask", "requestIdleCallback", "ResizeObserver", "BroadcastChannel", "CompressionStream", "DecompressionStream", "createImageBitmap", "OffscreenCanvas", "ClipboardItem"],
    },
  },
];
