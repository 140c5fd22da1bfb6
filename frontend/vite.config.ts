import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const INTEGRATION = fileURLToPath(new URL("../custom_components/aurono/frontend", import.meta.url));

/**
 * Home Assistant serves the files below an address that holds a hash of them all, so browsers may keep each for as long
 * as they like. The entries' names stay the same, and so they are the right ones even where files of an older build are left.
 */
export default defineConfig({
  base: "./",
  build: {
    target: "es2022",
    outDir: INTEGRATION,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: true,
    rolldownOptions: {
      input: {
        "aurono-panel": fileURLToPath(new URL("src/aurono-panel.ts", import.meta.url)),
        "aurono-cards": fileURLToPath(new URL("src/aurono-cards.ts", import.meta.url)),
      },
      preserveEntrySignatures: false,
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
  worker: {
    format: "es",
    rolldownOptions: {
      output: { entryFileNames: "workers/[name]-[hash].js", chunkFileNames: "workers/[name]-[hash].js" },
    },
  },
});
