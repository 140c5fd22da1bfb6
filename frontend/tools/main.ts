/** The panel's engine in Node: the lab's command line, the other side of the differential fuzzer, and its speed. */

import { createInterface } from "node:readline";
import { simulateFiles } from "./lab/command.ts";
import { answer } from "./parity.ts";
import { measure } from "./speed.ts";

const [task, ...options] = process.argv.slice(2);
if (task === "simulate") {
  process.exitCode = simulateFiles(options);
} else if (task === "parity") {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${answer(line)}\n`);
  }
} else if (task === "speed") {
  // Processor time: what else the machine does then counts less than in wall time.
  const told = measure(() => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  });
  process.stdout.write(`${JSON.stringify({ ...told, memory_mb: process.memoryUsage().rss / 2 ** 20 })}\n`);
} else {
  throw new RangeError(`no such task: ${task ?? "none"}`);
}
