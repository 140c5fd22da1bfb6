import { defineConfig } from "eslint/config";
import lit from "eslint-plugin-lit";
import litA11y from "eslint-plugin-lit-a11y";
import tseslint from "typescript-eslint";

export default defineConfig(
  { ignores: ["node_modules/", "eslint.config.js"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  lit.configs["flat/recommended"],
  litA11y.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      eqeqeq: "error",
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration[declaration]", message: "Export by name." },
      ],
    },
  },
  { files: ["*.ts", "*.js"], rules: { "no-restricted-syntax": "off" } },
  {
    files: ["src/engine/**"],
    rules: {
      // Money is whole numbers of a step: a binary float may not come near it.
      "no-restricted-globals": ["error", "parseFloat", "Date", "performance", "fetch", "window", "document"],
      "no-restricted-imports": ["error", { patterns: ["../!(engine)/**", "lit", "lit/*"] }],
    },
  },
);
