// HPKE (RFC 9180), base mode, one message: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, by WebCrypto alone.
// Seals only. Who opens it has the private key, on the agency's node; `foundation/vault/compartments.py` is its twin.
const X25519 = { name: "X25519" };
const words = new TextEncoder();
const VERSION = words.encode("HPKE-v1");
const KEM = join(words.encode("KEM"), number(0x0020, 2));
const SUITE = join(words.encode("HPKE"), number(0x0020, 2), number(0x0001, 2), number(0x0002, 2));
const NOTHING = new Uint8Array();
const HASH_BYTES = 32;

// Whether this browser can: X25519 came into WebCrypto late, and only where a page is served safely.
export async function canSeal() {
  try {
    await crypto.subtle.generateKey(X25519, false, ["deriveBits"]);
    return true;
  } catch {
    return false;
  }
}

// enc | ciphertext and tag. `ephemeral` is for the RFC's vectors; every message has a fresh one otherwise.
export async function seal(recipient, plaintext, info, ephemeral) {
  const pair = ephemeral ?? (await crypto.subtle.generateKey(X25519, false, ["deriveBits"]));
  const enc = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const { key, nonce } = await schedule(await shared(pair, enc, recipient), info);
  const aes = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  return join(enc, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, aes, plaintext)));
}

// Encap of section 4.1: what both sides know, bound to both public keys. An all-zero result is refused by WebCrypto.
export async function shared(pair, enc, recipient) {
  const theirs = await crypto.subtle.importKey("raw", recipient, X25519, false, []);
  const agreed = new Uint8Array(await crypto.subtle.deriveBits({ ...X25519, public: theirs }, pair.privateKey, 256));
  const secret = await extract(KEM, NOTHING, "eae_prk", agreed);
  return expand(KEM, secret, "shared_secret", join(enc, recipient), HASH_BYTES);
}

// KeySchedule of section 5.1 in base mode: no pre-shared key.
export async function schedule(sharedSecret, info) {
  const noId = await extract(SUITE, NOTHING, "psk_id_hash", NOTHING);
  const context = join(number(0, 1), noId, await extract(SUITE, NOTHING, "info_hash", info));
  const secret = await extract(SUITE, sharedSecret, "secret", NOTHING);
  return { key: await expand(SUITE, secret, "key", context, 32), nonce: await expand(SUITE, secret, "base_nonce", context, 12) };
}

const extract = (suite, salt, label, input) => hmac(salt, join(VERSION, suite, words.encode(label), input));

// One block is enough: nothing here is longer than a hash.
async function expand(suite, secret, label, info, length) {
  const labelled = join(number(length, 2), VERSION, suite, words.encode(label), info);
  return (await hmac(secret, join(labelled, number(1, 1)))).slice(0, length);
}

async function hmac(key, data) {
  // WebCrypto takes no empty key; HMAC fills a short one with zeros, so zeros are the same key.
  const raw = key.length ? key : new Uint8Array(HASH_BYTES);
  const ready = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", ready, data));
}

export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

export function number(value, bytes) {
  return Uint8Array.from({ length: bytes }, (_, place) => (value / 2 ** (8 * (bytes - 1 - place))) & 255);
}
