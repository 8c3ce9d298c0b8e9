// Tells a reader that types from a person who types, by pace and key position alone. No page is touched here.

// A reader sends its characters closer together than this; a person does not keep that up.
export const READER_GAP_MS = 35;
// So many characters at that pace and it is a reader. Fewer are enough when Enter follows at the same pace.
const ENOUGH = 6;
const ENOUGH_WITH_ENTER = 3;
// A pause this long ends what was read: readers rest between lines, and a busy machine delivers late.
export const END_MS = 160;

const DIGITS = ")!@#$%^&*(";
// Physical places of a US keyboard: what they type alone and with Shift. The layout of the machine plays no part.
const PLACES = {
  Space: "  ", Minus: "-_", Equal: "=+", BracketLeft: "[{", BracketRight: "]}", Backslash: "\\|", Semicolon: ";:",
  Quote: "'\"", Backquote: "`~", Comma: ",<", Period: ".>", Slash: "/?",
  // The key beside the left Shift that only ISO keyboards have: there European readers put the filler.
  IntlBackslash: "<>",
  NumpadAdd: "++", NumpadSubtract: "--", NumpadMultiply: "**", NumpadDivide: "//", NumpadDecimal: "..",
};
const LINE_ENDS = new Set(["Enter", "NumpadEnter", "Tab"]);
const SILENT = new Set([
  "ShiftLeft", "ShiftRight", "CapsLock", "NumLock", "ControlLeft", "ControlRight", "AltLeft", "AltRight",
]);

// The character at a place of the keyboard, as a US keyboard types it; "" for a place that types nothing.
export function characterAt(code, shift, capsTurned = false) {
  const letter = /^Key([A-Z])$/.exec(code);
  if (letter) return shift !== capsTurned ? letter[1] : letter[1].toLowerCase();
  const digit = /^Digit(\d)$/.exec(code);
  if (digit) return shift ? DIGITS[digit[1]] : digit[1];
  const pad = /^Numpad(\d)$/.exec(code);
  if (pad) return pad[1];
  return PLACES[code]?.[shift ? 1 : 0] ?? "";
}

// Feed it every keydown in order: {code, shift, ctrl, alt, meta, repeat, time}. It answers what the key is:
//   "typed"  a person's key, or not yet known: leave it alone
//   "caught" the key with which a reader is recognised: take back what landed since `began`, and stop this one
//   "read"   a further key of the reader: stop it
// `flush(time)` returns {text, lines, kind} when the reader has been silent long enough, else null.
export class BurstReader {
  constructor() {
    this.reset();
  }

  reset() {
    this.reading = false;
    this.lines = [];
    this.line = "";
    this.last = -Infinity;
    this.capsTurned = false;
  }

  // True when the next character would be the first of a possible reading: the moment to remember the field.
  get idle() {
    return !this.reading && this.line === "";
  }

  feed(key) {
    if (this.reading && key.time - this.last > END_MS) this.reset();
    return this.reading ? this.#readOn(key) : this.#watch(key);
  }

  flush(time) {
    if (!this.reading || time - this.last < END_MS) return null;
    const result = readingOf([...this.lines, this.line]);
    this.reset();
    return result;
  }

  #watch(key) {
    if (SILENT.has(key.code)) {
      this.#silent(key);
      return "typed";
    }
    const soon = key.time - this.last < READER_GAP_MS && !key.repeat;
    if (!soon) this.#forget();
    const command = key.ctrl || key.alt || key.meta;
    const character = key.repeat || command ? "" : characterAt(key.code, key.shift, this.capsTurned);
    const ended = LINE_ENDS.has(key.code) && this.line.length >= ENOUGH_WITH_ENTER;
    if (!character && !ended) {
      this.reset();
      return "typed";
    }
    this.last = key.time;
    if (character) this.line += character;
    if (!ended && this.line.length < ENOUGH) return "typed";
    this.reading = true;
    if (ended) this.#endLine();
    return "caught";
  }

  #readOn(key) {
    this.last = key.time;
    if (SILENT.has(key.code)) this.#silent(key);
    // Some readers send the end of a line as Ctrl+M or Ctrl+J.
    else if (LINE_ENDS.has(key.code) || (key.ctrl && (key.code === "KeyM" || key.code === "KeyJ"))) this.#endLine();
    else if (!key.ctrl && !key.alt && !key.meta) this.line += characterAt(key.code, key.shift, this.capsTurned);
    return "read";
  }

  // A modifier of a reader comes in time with its characters; one of a person starts nothing.
  #silent(key) {
    if (key.code === "CapsLock" && (this.reading || this.line || key.time - this.last < READER_GAP_MS)) {
      this.capsTurned = !this.capsTurned;
    }
    if (this.reading || (this.line && key.time - this.last < READER_GAP_MS)) this.last = key.time;
  }

  #forget() {
    this.line = "";
    this.capsTurned = false;
  }

  #endLine() {
    if (this.line) this.lines.push(this.line);
    this.line = "";
  }
}

// Lines of a machine-readable zone by format: how many, how long.
const ZONES = [[3, 30], [2, 36], [2, 44]];

// What was read: a machine-readable zone (its lines parted, also when they came as one), or any other text.
export function readingOf(raw) {
  const lines = raw.map((line) => line.trim()).filter(Boolean);
  const joined = lines.join("").replace(/\s/g, "").toUpperCase();
  const zone = /^[A-Z0-9<]+$/.test(joined) && joined.includes("<") && ZONES.find(([count, length]) => joined.length === count * length);
  if (zone) {
    const [count, length] = zone;
    const parted = Array.from({ length: count }, (_, i) => joined.slice(i * length, (i + 1) * length));
    return { kind: "mrz", lines: parted, text: parted.join("\n") };
  }
  // Damaged zones still go to the zone's field: there the officer sees what is missing.
  const nearly = lines.length > 1 && lines.every((line) => line.length >= 28 && /^[A-Z0-9<]+$/i.test(line) && line.includes("<"));
  if (nearly) return { kind: "mrz", lines: lines.map((line) => line.toUpperCase()), text: lines.join("\n").toUpperCase() };
  return { kind: "text", lines, text: lines.join("\n") };
}
