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
  process.stdout.write(`${JSON.stringify(measure())}\n`);
} else {
  throw new RangeError(`no such task: ${task ?? "none"}`);
}
