// Sealing for a compartment in the browser: the same bytes as `foundation/compartments/sealing.py` makes.
import { join, number, seal } from "./hpke.js";

const SUITE = 1;
// The same classes as `SIZE_CLASSES` in foundation/vault/compartments.py: the length tells nothing but the class.
const SIZES = [10, 12, 14, 16, 18, 20].map((power) => 2 ** power);
const words = new TextEncoder();

// `to`: {code, key, public (base 64), entry}, as the node gave it. Bytes: suite | enc | ciphertext and tag.
export async function sealTo(to, content) {
  const info = context(words.encode(`1|${to.code}|${to.key}`), words.encode(to.entry));
  const sealed = await seal(fromBase64(to.public), padded(pack(content)), info);
  return join(number(SUITE, 1), sealed);
}

const counted = (bytes) => join(number(bytes.length, 4), bytes);

const context = (info, aad) => join(words.encode("safeconduct compartment\0"), number(SUITE, 1), counted(info), counted(aad));

function padded(plain) {
  const size = SIZES.find((one) => plain.length + 4 <= one);
  if (!size) throw new RangeError("too large to be sealed");
  const whole = new Uint8Array(size);
  whole.set(counted(plain));
  return whole;
}

// MessagePack of plain data: what answers are made of, and nothing else.
export function pack(value) {
  if (value === null || value === undefined) return number(0xc0, 1);
  if (typeof value === "boolean") return number(value ? 0xc3 : 0xc2, 1);
  if (Number.isInteger(value) && value >= 0 && value < 2 ** 32) return value < 128 ? number(value, 1) : join(number(0xce, 1), number(value, 4));
  if (typeof value === "string") return text(words.encode(value));
  if (Array.isArray(value)) return join(number(0xdc, 1), number(value.length, 2), ...value.map(pack));
  if (Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value);
    return join(number(0xde, 1), number(entries.length, 2), ...entries.flat().map(pack));
  }
  throw new TypeError("no plain data");
}

function text(bytes) {
  return bytes.length < 32 ? join(number(0xa0 | bytes.length, 1), bytes) : join(number(0xda, 1), number(bytes.length, 2), bytes);
}

export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));

export const fromBase64 = (letters) => Uint8Array.from(atob(letters), (sign) => sign.charCodeAt(0));
