// What the workbench is held to beside its types, as ruff holds the Python code: `npm run check` fails on a fault.

import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const UNSAFE = ["argument", "assignment", "call", "class-instance-assignment", "member-access", "return"];

export default defineConfig(
  { ignores: ["src/generated/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  svelte.configs.prettier,
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        projectService: true,
        // for all files alike: where they differ, the types of the whole program are read anew with each file
        extraFileExtensions: [".svelte"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // no file over 350 lines; each `??` and `?.` counts as a way through a function, too, which ruff has none of
      complexity: ["error", 15],
      "max-depth": ["error", 4],
      "max-lines": ["error", 350],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
      "no-else-return": "error",
      "no-param-reassign": "error",
      "no-useless-return": "error",
      "object-shorthand": "error",
      "prefer-template": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports", disallowTypeAnnotations: false }],
      "@typescript-eslint/explicit-function-return-type": ["error", { allowExpressions: true }],
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],

      // such look for the characters that no text may hold
      "no-control-regex": "off",
      // `() => {}` is what is to do nothing
      "@typescript-eslint/no-empty-function": ["error", { allow: ["arrowFunctions", "methods"] }],
      // `() => go()` says what is done; nobody takes what it gives
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
      // `void state` in an effect names what it follows
      "@typescript-eslint/no-meaningless-void-operator": "off",
      // characters are code points here, as in Python
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      // it asks for the `!` that no-non-null-assertion forbids
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      // an empty text is none, in addresses and in plans
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true, boolean: true } }],
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // state is replaced, never changed in place: a map is filled before anyone sees it
      "svelte/prefer-svelte-reactivity": "off",
      // it takes the words of the reason that stands behind the names for further names
      "svelte/no-unused-svelte-ignore": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // a style takes a line for each declaration
      "max-lines": "off",
      "svelte/max-lines-per-block": ["error", { script: 200, template: 150, style: 200 }],
      // callbacks in markup have no type here; svelte-check, which knows it, holds them
      ...Object.fromEntries(UNSAFE.map((name) => [`@typescript-eslint/no-unsafe-${name}`, "off"])),
    },
  },
  {
    files: ["*.js", "*.mjs", "*.ts", "tests/**"],
    languageOptions: { globals: globals.node },
    rules: { "@typescript-eslint/explicit-function-return-type": "off" },
  },
  // belong to no program of TypeScript
  { files: ["**/*.js", "**/*.mjs"], extends: [ts.configs.disableTypeChecked] },
);
