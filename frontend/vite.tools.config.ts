import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The panel's engine outside the panel: in Node, and in a page of the differential fuzzer. Not committed. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    target: "node20",
    outDir: here("../.cache/browser-engine"),
    emptyOutDir: true,
    rolldownOptions: {
      input: { main: here("tools/main.ts"), parity: here("tools/parity.ts"), speed: here("tools/speed.ts") },
    },
  },
});
