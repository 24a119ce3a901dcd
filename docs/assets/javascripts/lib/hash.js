// The SHA-256 of a file or a text. crypto.subtle takes no pieces (a film of an hour would have to be held in memory whole), and the pages' policy
// allows no WebAssembly: @noble/hashes is plain JavaScript and takes them one by one.
import { sha256 } from "@noble/hashes/sha2.js";

const PIECE = 256 * 1024; // bytes: an old phone is never held up longer than it takes to read one

/** The reader called it off. */
export class Cancelled extends Error {}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * said(share) is told after every piece how much is done, 0 to 1. → 64 hexadecimal digits. Rejects with Cancelled, or with another Error where
 * the file cannot be read to its end (it is gone, or shorter than it was).
 * @param {Blob} file
 * @param {{said?: (share: number) => void, signal?: AbortSignal}} [how]
 */
export async function fingerprint(file, { said, signal } = {}) {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += PIECE) {
    if (signal?.aborted) throw new Cancelled();
    const end = Math.min(at + PIECE, file.size);
    const piece = new Uint8Array(await file.slice(at, end).arrayBuffer());
    if (piece.length !== end - at) throw new Error("the file ends too early");
    hash.update(piece);
    said?.(end / file.size);
  }
  if (signal?.aborted) throw new Cancelled();
  return hex(hash.digest());
}

/** A text's SHA-256 as bytes. */
const digest = (text) => sha256(new TextEncoder().encode(text));

export const textHash = (text) => hex(digest(text));

/** A text's SHA-256 as a policy for a page names it: base64. */
export const policyHash = (text) => btoa(String.fromCharCode(...digest(text)));
