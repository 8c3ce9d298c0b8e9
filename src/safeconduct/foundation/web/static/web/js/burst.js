// Puts what a reader types where it belongs, whatever had the focus, and keeps its Enter from sending anything.
import { BurstReader, END_MS } from "./burst_reader.js";

const HOLDS_TEXT = "input, textarea, select";
// Programs that fill in passphrases type as fast as a reader: these fields are left alone.
const LEFT_ALONE = "input[type=password], [data-burst=off], [data-burst=off] *";

const reader = new BurstReader();
let before = null;
let timer = 0;

export function startBursts() {
  window.addEventListener("keydown", onKey, { capture: true });
  // keypress and beforeinput of a dead key or an input method can come after its keydown was stopped.
  window.addEventListener("beforeinput", (event) => reader.reading && event.cancelable && event.preventDefault(), { capture: true });
}

function onKey(event) {
  if (!event.code || event.target.matches?.(LEFT_ALONE)) return;
  // Readings of another time end before this key is judged.
  finish(event.timeStamp);
  const fresh = reader.idle;
  if (fresh) before = memoryOf(event.target);
  const verdict = reader.feed({
    code: event.code,
    shift: event.shiftKey,
    ctrl: event.ctrlKey,
    alt: event.altKey,
    meta: event.metaKey,
    repeat: event.repeat,
    time: event.timeStamp,
  });
  if (verdict === "typed") {
    // A pause made this key the first of a new run.
    if (!fresh && reader.line.length <= 1) before = memoryOf(event.target);
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (verdict === "caught") {
    putBack(before);
    document.dispatchEvent(new CustomEvent("sc:burst-begins"));
  }
  listen();
}

// Until the reader has been silent long enough; times of keys can run a little ahead of the page's clock.
function listen() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    finish(performance.now());
    if (reader.reading) listen();
  }, END_MS + 20);
}

function memoryOf(element) {
  if (!element.matches?.(HOLDS_TEXT)) return { element, value: null };
  if (element.matches("select")) return { element, index: element.selectedIndex };
  if (element.matches("[type=radio], [type=checkbox], [type=file]")) return { element, value: null };
  return { element, value: element.value, start: element.selectionStart, end: element.selectionEnd };
}

function putBack(memory) {
  const { element, value, index, start, end } = memory ?? {};
  if (index !== undefined && element.selectedIndex !== index) {
    element.selectedIndex = index;
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }
  if (typeof value !== "string" || element.value === value) return;
  element.value = value;
  if (start !== null && start !== undefined) element.setSelectionRange(start, end);
  element.dispatchEvent(new Event("input", { bubbles: true }));
}

function finish(time) {
  const reading = reader.flush(time);
  if (!reading || !reading.text) return;
  const event = new CustomEvent("sc:burst", { detail: reading, cancelable: true });
  if (!document.dispatchEvent(event)) return;
  const target = targetOf(reading.kind);
  if (!target) return giveBack(reading.text);
  target.value = reading.text;
  for (const name of ["input", "change"]) target.dispatchEvent(new Event(name, { bubbles: true }));
  target.dispatchEvent(new CustomEvent("sc:burst-filled", { bubbles: true, detail: reading }));
}

// A fast typist, or a reading that nobody here wants: what was taken out of a field goes back into it.
function giveBack(text) {
  const { element, value, start, end } = before ?? {};
  if (typeof value !== "string" || !element.isConnected || text.startsWith("SC1:")) return;
  const at = start ?? value.length;
  element.value = value.slice(0, at) + text + value.slice(end ?? at);
  element.dispatchEvent(new Event("input", { bubbles: true }));
}

// The field that wants this kind of reading: data-burst-target="mrz", "text", or both; empty takes any.
function targetOf(kind) {
  const scope = document.querySelector("dialog:modal") ?? document;
  const wants = (element) => element.dataset.burstTarget.split(" ").includes(kind);
  const targets = [...scope.querySelectorAll("[data-burst-target]")].filter((element) => !element.disabled);
  return targets.find(wants) ?? targets.find((element) => element.dataset.burstTarget === "");
}
