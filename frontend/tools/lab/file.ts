/** Text from a file, plain or gzip, and what keeps it from being read, in the words of the Python command. */

import { readFileSync } from "node:fs";
import { crc32, inflateRawSync } from "node:zlib";

/** A file that cannot be read as text; the message is what to tell after its path. */
export class Unreadable extends Error {}

const SYSTEM: Readonly<Record<string, string>> = {
  EACCES: "Permission denied",
  EISDIR: "Is a directory",
  ELOOP: "Too many levels of symbolic links",
  ENAMETOOLONG: "File name too long",
  ENOENT: "No such file or directory",
  ENOTDIR: "Not a directory",
};

/** A path as the messages write it. */
export function shown(path: string): string {
  const parts = path.split("/").filter((part, place) => part !== "." && (part !== "" || place === 0));
  return path === "/" ? "/" : parts.join("/") || ".";
}

/** The text of a file, without its byte order mark. Throws Unreadable. */
export function readText(path: string, unpack: boolean): string {
  let bytes: Buffer = readBytes(path);
  if (unpack && bytes[0] === 0x1f && bytes[1] === 0x8b) {
    bytes = unpacked(bytes);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable(`line ${lineOfFault(bytes)}: not UTF-8 text`);
  }
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path === "" ? "." : path);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new Unreadable(`cannot be read: ${SYSTEM[code] ?? message}`);
  }
}

/** The line of the first byte that no UTF-8 text can have there. */
function lineOfFault(bytes: Buffer): number {
  let start = 0;
  let end = bytes.length;
  // The longest part from the start that is a text, or the beginning of one, ends where the fault is.
  const isText = (length: number): boolean => {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  while (start < end) {
    const middle = Math.ceil((start + end) / 2);
    if (isText(middle)) {
      start = middle;
    } else {
      end = middle - 1;
    }
  }
  return bytes.subarray(0, start).filter((byte) => byte === 10).length + 1;
}

/** Every member of a gzip file (RFC 1952). */
function unpacked(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    if (rest.length < 2 || rest[0] !== 0x1f || rest[1] !== 0x8b) {
      throw new Unreadable(`cannot be read: Not a gzipped file (${bytesText(rest.subarray(0, 2))})`);
    }
    const body = rest.subarray(headerLength(rest));
    const { buffer, used } = inflated(body);
    if (body.length < used + 8) {
      throw damaged(CUT_OFF);
    }
    if (body.readUInt32LE(used) !== crc32(buffer)) {
      throw new Unreadable("cannot be read: CRC check failed");
    }
    if (body.readUInt32LE(used + 4) !== buffer.length % 2 ** 32) {
      throw new Unreadable("cannot be read: Incorrect length of data produced");
    }
    parts.push(buffer);
    rest = body.subarray(used + 8);
    while (rest[0] === 0) {
      rest = rest.subarray(1);
    }
  }
  return Buffer.concat(parts);
}

const CUT_OFF = "Compressed file ended before the end-of-stream marker was reached";

function damaged(reason: string): Unreadable {
  return new Unreadable(`damaged gzip file: ${reason}`);
}

function inflated(body: Buffer): { buffer: Buffer; used: number } {
  try {
    const { buffer, engine } = inflateRawSync(body, { info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { buffer, used: engine.bytesWritten };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw damaged(code === "Z_BUF_ERROR" ? CUT_OFF : `Error -3 while decompressing data: ${message}`);
  }
}

function headerLength(bytes: Buffer): number {
  if (bytes.length < 10) {
    throw damaged(CUT_OFF);
  }
  if (bytes[2] !== 8) {
    throw new Unreadable("cannot be read: Unknown compression method");
  }
  const flags = bytes[3] ?? 0;
  let length = 10;
  if ((flags & 4) !== 0) {
    length += 2 + (bytes.length >= length + 2 ? bytes.readUInt16LE(length) : 0);
  }
  for (const flag of [8, 16]) {
    if ((flags & flag) !== 0) {
      const end = bytes.indexOf(0, length);
      length = end < 0 ? bytes.length + 1 : end + 1;
    }
  }
  length += (flags & 2) !== 0 ? 2 : 0;
  if (length > bytes.length) {
    throw damaged(CUT_OFF);
  }
  return length;
}

function bytesText(bytes: Buffer): string {
  const text = [...bytes].map((byte) =>
    byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`,
  );
  return `b'${text.join("")}'`;
}
