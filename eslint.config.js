// What the browser part is read with. A limit here is a ratchet: it only ever gets smaller.
import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["docs/assets/*.js", "site/**", "node_modules/**", ".venv/**", ".cache/**", "audit/**", "test-results/**"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2022, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-shadow": "error",
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-implicit-coercion": ["error", { boolean: true, number: false, string: false }],
      // the full-width space is a letter of Chinese typesetting
      "no-irregular-whitespace": ["error", { skipTemplates: true }],
    },
  },
  {
    files: ["docs/assets/javascripts/**"],
    languageOptions: { globals: globals.browser },
    rules: { "max-lines-per-function": ["error", { max: 82, skipBlankLines: true, skipComments: true }] },
  },
  { files: ["tests/**", "tools/**", "mutants/*.mjs", "*.js"], languageOptions: { globals: { ...globals.node, window: "readonly", document: "readonly" } } },
];
