import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const INTEGRATION = fileURLToPath(new URL("../custom_components/aurono/frontend", import.meta.url));

/** Every file's name holds the hash of its content, so that browsers may keep each for as long as they like. */
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
      input: { "aurono-panel": fileURLToPath(new URL("src/aurono-panel.ts", import.meta.url)) },
      preserveEntrySignatures: false,
      output: {
        entryFileNames: "[name]-[hash].js",
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
