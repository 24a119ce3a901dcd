// What the browser part is read with. A limit here is a ratchet: it only ever gets smaller.
import js from "@eslint/js";
import globals from "globals";

// Law stands in docs/_data, where its articles are checked against the statutes. Here neither an article nor one of its numbers.
const ARTICLE = "/第[0-9０-９零一二三四五六七八九十百千]+条/";
const NUMBER = "/(^|[^0-9])[0-9]+(元|倍|%|％|个工作日)|[一二三四五六七八九十百]+倍|双倍|减半/";
const noLaw = (pattern, message) => ["Literal[value=PATTERN]", "Literal[regex.pattern=PATTERN]", "TemplateElement[value.raw=PATTERN]"].map((selector) => ({ selector: selector.replace("PATTERN", pattern), message }));
const LAW = [
  ...noLaw(ARTICLE, "条号写在 docs/_data 里，从页面的数据取"),
  ...noLaw(NUMBER, "法律上的数字写在 docs/_data 里，从页面的数据取"),
  { selector: "Literal[raw=/^(500|1000|0[.]2|5000|50000|100000|1000000)$/]", message: "像是最低额、比例或收费表的数。写进 docs/_data/sums.yml" },
];

// Safari before 16.4 refuses the whole program for one such literal; new RegExp(text) can be caught
const LOOKS_BEHIND = { selector: "Literal[regex.pattern=/[(][?]<[!=]/]", message: "旧的 Safari 读不了往回看的正则式，整个程序都停。写成 new RegExp，接住错误" };

// Chrome before 88 and Safari before 14 throw at such a selector
const SELECTOR = [":is(", ":where(", ":has("].flatMap((name) => {
  const pattern = `/${name.replace("(", "[(]")}/`;
  return [`Literal[value=${pattern}]`, `TemplateElement[value.raw=${pattern}]`].map((selector) => ({ selector, message: `旧的浏览器不认识 ${name}，整个程序都停。把选择器分开写` }));
});

export default [
  { ignores: ["docs/assets/*.js", "site/**", "build/**", "node_modules/**", ".venv/**", ".cache/**", "audit/**", "test-results/**"] },
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
    rules: {
      "no-restricted-syntax": ["error", ...LAW, LOOKS_BEHIND, ...SELECTOR],
      "max-lines-per-function": ["error", { max: 82, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ["tests/**", "tools/**", "mutants/*.mjs", "macros/**", "*.js"], languageOptions: { globals: { ...globals.node, window: "readonly", document: "readonly" } } },
];
