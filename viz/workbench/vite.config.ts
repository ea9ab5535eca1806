// Builds one page: everything inlined into one HTML file, and a policy in it that forbids every request.

import { createHash } from "node:crypto";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { defineConfig } from "vitest/config";

const POLICY = "__PLANKG_POLICY__";

/** The source expressions that allow exactly these inline elements (https://www.w3.org/TR/CSP3/#grammardef-hash-source). */
function hashes(html: string, element: "script" | "style"): string {
  const texts = [...html.matchAll(new RegExp(`<${element}[^>]*>([\\s\\S]*?)</${element}>`, "g"))];
  return texts.map(([, text]) => `'sha256-${createHash("sha256").update(text ?? "").digest("base64")}'`).join(" ");
}

function policy(): Plugin {
  return {
    name: "plankg-policy",
    enforce: "post",
    generateBundle: {
      // after everything is inlined
      order: "post",
      handler(_, bundle) {
        for (const page of Object.values(bundle)) {
          if (page.type !== "asset" || !page.fileName.endsWith(".html")) continue;
          const html = String(page.source).replaceAll("\r\n", "\n");
          page.source = html.replace(POLICY, policyOf(html));
        }
      },
    },
  };
}

function policyOf(html: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashes(html, "script")} 'wasm-unsafe-eval'`,
    `style-src ${hashes(html, "style")}`,
    "img-src data: blob:",
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), viteSingleFile({ removeViteModuleLoader: true }), policy()],
  build: {
    target: "es2022",
    outDir: "../built",
    emptyOutDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
    rollupOptions: { input: `${mode}.html` },
  },
  test: { include: ["tests/**/*.test.ts"] },
}));
