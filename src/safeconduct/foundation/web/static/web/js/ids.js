// Command ids made in the browser: UUID version 7 (RFC 9562 section 5.7), so that they sort by time; written as the node
// writes its own, 32 hexadecimal digits without dashes.

let lastTime = 0;
let counter = 0;

export function commandId(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // Within one millisecond, and when the clock steps back, a 12-bit counter keeps the order.
  if (now > lastTime) {
    lastTime = now;
    counter = ((bytes[6] & 0x07) << 8) | bytes[7];
  } else if (counter < 0xfff) {
    counter += 1;
  } else {
    lastTime += 1;
    counter = 0;
  }
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(lastTime / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
