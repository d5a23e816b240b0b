import js from "@eslint/js";
import globals from "globals";

const rules = {
  ...js.configs.recommended.rules,
  "no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrors: "none" }],
  "no-var": "error",
  "prefer-const": "error",
  eqeqeq: ["error", "always", { null: "ignore" }],
};

export default [
  {
    ignores: [
      "build/",
      "dist/",
      "site/",
      ".venv/",
      ".venv-properdocs/",
      ".venv-lrs/",
      "plugins/coursemark/browser/vendor/",
    ],
  },
  {
    // Classic scripts that are joined into one and run in old Chromium, from file:// too.
    files: ["plugins/coursemark/browser/**/*.js", "theme/**/*.js"],
    languageOptions: {
      // The floor is Chromium 86; tsconfig.json says the same of the library.
      ecmaVersion: 2021,
      sourceType: "script",
      globals: {
        ...globals.browser,
        Coursemark: "writable",
        CoursemarkVendor: "readonly",
        idb: "readonly",
        document$: "readonly",
      },
    },
    rules: {
      ...rules,
      strict: ["error", "global"],
      "no-restricted-globals": [
        "error",
        { name: "fetch", message: "file:// refuses it; deliver data by a registering script." },
        { name: "structuredClone", message: "Chromium 98." },
      ],
      "no-restricted-syntax": ["error", { selector: "ImportExpression", message: "file:// refuses it." }],
    },
  },
  {
    files: ["tests/**/*.cjs", "bench/**/*.cjs"],
    languageOptions: { ecmaVersion: "latest", sourceType: "commonjs", globals: globals.node },
    rules,
  },
  {
    files: ["**/*.mjs"],
    languageOptions: { ecmaVersion: "latest", sourceType: "module", globals: globals.node },
    rules,
  },
];
