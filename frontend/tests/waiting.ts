import { vi } from "vitest";

/** Waits until this holds, as long as a slow machine may take to load the code of a page. */
export const eventually = (look: () => void): Promise<void> => vi.waitFor(look, { timeout: 30_000 });
