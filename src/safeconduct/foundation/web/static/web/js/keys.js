// The whole desk without a mouse. Elements say their key in data-key ("F2", "Ctrl+Enter", "1"); this presses them.

const CONTROL = "input:not([type=hidden]), select, textarea";
const TYPING = "input:not([type=radio]):not([type=checkbox]):not([type=button]):not([type=submit]):not([type=file]), textarea, select, [contenteditable=true]";
// A single sign pressed outside any field waits this long: when a reader is typing, its next character comes sooner,
// and all of them are dropped once it is recognised. A person's quick presses are late by this much, never lost.
const READER_GRACE_MS = 60;

let held = [];
let release = 0;

export function startKeys() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("sc:burst-begins", () => (held = []));
  document.addEventListener("click", onHelpClick);
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-submit-on-change]");
    if (form) form.requestSubmit();
  });
  focusFirst(document);
  document.addEventListener("htmx:afterSwap", (event) => focusFirst(event.detail.elt));
}

// The name of a key by position for digits, by meaning for all else: "Ctrl+Enter", "Alt+3", "F2", "?".
export function nameOf(event) {
  let name = event.key;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code);
  const letter = /^Key([A-Z])$/.exec(event.code);
  const isQuestion = name === "?" || name === "؟";
  if (isQuestion) name = "?";
  else if (digit && !(event.shiftKey && !/\d/.test(name))) name = digit[1];
  else if (letter && (event.ctrlKey || event.altKey)) name = letter[1];
  const shift = event.shiftKey && name.length > 1 ? "Shift+" : "";
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${shift}${name}`;
}

function onKey(event) {
  if (event.defaultPrevented || event.isComposing || event.getModifierState?.("AltGraph")) return;
  const name = nameOf(event);
  const typing = event.target.matches?.(TYPING);
  if (name === "F1" || (name === "?" && !typing && !chooseByLetter(event, true))) return act(event, openHelp);
  if (event.key === "Enter" && event.target.matches?.(CONTROL)) return onEnter(event);
  if (chooseByLetter(event)) return;
  // Enter and Space on a button or link do what they always do.
  if ((name === "Enter" || name === " ") && event.target.matches?.("a, button, summary")) return;
  // Undo, copy and the like belong to the text while one is being typed.
  if (typing && /^Ctrl\+[A-Z]$/i.test(name)) return;
  const plain = name.length === 1;
  if (plain && typing) return;
  const target = find(plain ? name.toUpperCase() : name) ?? findInNav(name);
  if (!target) return;
  if (plain) hold(event, target);
  else if (!event.repeat) act(event, () => press(target));
}

function hold(event, target) {
  event.preventDefault();
  if (event.repeat) return;
  held.push(target);
  clearTimeout(release);
  release = setTimeout(() => {
    const pressed = held;
    held = [];
    pressed.forEach(press);
  }, READER_GRACE_MS);
}

function act(event, doing) {
  event.preventDefault();
  doing();
}

let typed = false;
document.addEventListener("input", (event) => {
  if (event.target.matches?.("textarea, input:not([type=radio]):not([type=checkbox])")) typed = true;
});

function find(name) {
  const modal = document.querySelector("dialog:modal");
  if (modal && name === "Escape") return null;
  const scope = modal ?? document;
  const fits = (element) => element.dataset.key.split(" ").includes(name);
  const usable = (element) => !element.disabled && element.getAttribute("aria-disabled") !== "true" && element.getClientRects().length;
  const found = [...scope.querySelectorAll("[data-key]")].filter((element) => fits(element) && usable(element));
  // Where the page's own work uses a digit, as the headcount does, the navigation steps back to Alt and digit.
  // Whoever has typed, or was refused, means a digit for the form: the navigation then wants Alt.
  const away = /^\d$/.test(name) && (typed || document.querySelector(".error-summary"));
  return found.find((element) => element.closest("main")) ?? (away ? undefined : found[0]);
}

function findInNav(name) {
  const digit = /^Alt\+(\d)$/.exec(name);
  if (!digit || document.querySelector("dialog:modal")) return undefined;
  return document.querySelector(`.nav [data-key="${digit[1]}"]`) ?? undefined;
}

function press(element) {
  if (!element.matches(CONTROL) || element.matches("[type=radio], [type=checkbox], [type=submit], [type=button]")) {
    element.click();
    return;
  }
  element.focus();
  element.select?.();
}

// Enter goes on to the next field. It sends the form only from a button, or where data-enter="submit" allows it.
function onEnter(event) {
  const control = event.target;
  const form = control.form;
  if (!form || control.matches("[type=submit], [type=button], [type=file]")) return;
  if (event.ctrlKey || event.metaKey || event.altKey) {
    const target = find(nameOf(event));
    if (target) act(event, () => press(target));
    return;
  }
  if (control.matches("textarea") && control.dataset.enter !== "next") return;
  const wish = control.dataset.enter ?? form.dataset.enter;
  if (wish === "submit") return act(event, () => form.requestSubmit());
  event.preventDefault();
  const next = stopAfter(control, form, event.shiftKey ? -1 : 1);
  if (next) {
    next.focus();
    next.select?.();
  }
}

function stopAfter(control, form, step) {
  const stops = stopsOf(form);
  const own = control.type === "radio" ? stops.findIndex((stop) => stop.name === control.name && stop.type === "radio") : stops.indexOf(control);
  return stops[own + step] ?? (step > 0 ? primaryOf(form) : null);
}

// The stops of a form in its order: one for a set of radios (the chosen one, or the first).
function stopsOf(form) {
  const seen = new Set();
  return [...form.elements].filter((element) => {
    if (!element.matches(CONTROL) || element.disabled || element.tabIndex < 0 || !element.getClientRects().length) return false;
    if (element.matches("[type=submit], [type=button]")) return false;
    if (element.type !== "radio") return true;
    if (seen.has(element.name)) return false;
    const chosen = form.querySelector(`input[type=radio][name="${CSS.escape(element.name)}"]:checked`);
    if (chosen && chosen !== element) return false;
    seen.add(element.name);
    return true;
  });
}

function primaryOf(form) {
  const buttons = [...form.elements].filter((element) => element.matches("button:not([type=button]), [type=submit]") && !element.disabled);
  return buttons.find((button) => button.classList.contains("primary")) ?? buttons[0];
}

// In a choice, a letter (by what it types or by its place on the keyboard) or a digit picks an option.
function chooseByLetter(event, onlyAsk = false) {
  const control = event.target;
  if (control.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) return false;
  const group = [...document.getElementsByName(control.name)].filter((radio) => radio.type === "radio" && radio.form === control.form && !radio.disabled);
  const typed = event.key === "؟" ? "?" : event.key.toUpperCase();
  const place = event.code.replace(/^Key/, "");
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  const option =
    group.find((radio) => radio.dataset.letter && radio.dataset.letter === typed) ??
    group.find((radio) => radio.dataset.letter && radio.dataset.letter === place) ??
    (digit && !event.shiftKey ? group[Number(digit[1]) - 1] : undefined);
  if (!option) return false;
  if (onlyAsk && typed !== "?") return true;
  event.preventDefault();
  option.focus();
  option.click();
  return true;
}

function onHelpClick(event) {
  if (event.target.closest?.("[data-help]")) openHelp();
  // <button data-opens="why"> opens <dialog id="why">; a button in form[method=dialog] or data-closes closes it.
  const opens = event.target.closest?.("[data-opens]");
  if (opens) document.getElementById(opens.dataset.opens)?.showModal();
  event.target.closest?.("[data-closes]")?.closest("dialog")?.close();
}

function openHelp() {
  const dialog = document.getElementById("help");
  if (!dialog || dialog.open) return;
  const list = dialog.querySelector("[data-shortcuts]");
  list.querySelectorAll("[data-found]").forEach((row) => row.remove());
  for (const element of document.querySelectorAll("[data-key]")) {
    if (dialog.contains(element) || !element.getClientRects().length) continue;
    const [term, text] = [document.createElement("dt"), document.createElement("dd")];
    term.dataset.found = text.dataset.found = "";
    const cap = term.appendChild(document.createElement("kbd"));
    cap.className = "key";
    cap.dir = "ltr";
    cap.textContent = element.dataset.key.replaceAll("+", " ");
    text.textContent = element.dataset.keyText ?? wordsOf(element);
    list.append(term, text);
  }
  dialog.showModal();
}

function wordsOf(element) {
  const copy = (element.labels?.[0] ?? element).cloneNode(true);
  copy.querySelectorAll("kbd, .hint, [aria-hidden=true]").forEach((part) => part.remove());
  return (element.getAttribute("aria-label") ?? copy.textContent).trim().replace(/\s+/g, " ");
}

// A page opens where work begins: at its error summary, else at the field that its address names, the one marked
// data-focus, or the first without an answer in the form of its primary button.
function focusFirst(root) {
  const whole = root === document;
  const target =
    root.querySelector?.(".error-summary") ??
    (whole ? named() : null) ??
    root.querySelector?.("[data-focus]") ??
    (whole ? unanswered() : null);
  // A button at the bottom takes the focus without taking the page with it: reading begins at the top.
  target?.focus({ preventScroll: Boolean(target.closest(".actions")) });
  // The browser goes to what the address names once more when all is loaded, and would stop at the group of a field.
  if (whole && target && target === named()) window.addEventListener("load", () => setTimeout(() => target.focus()));
}

const FIELDS = "input:not([type=hidden], [type=checkbox], [type=radio], [type=submit]), select, textarea";

function named() {
  const found = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (!found?.closest("main form")) return null;
  return found.matches(FIELDS) ? found : found.matches("fieldset") ? found.querySelector("input:checked, input") : null;
}

function unanswered() {
  const form = document.querySelector(".actions .primary")?.form;
  if (form?.method !== "post") return null;
  const asks = (field) => field.matches(FIELDS) && !field.value && !field.disabled && !field.readOnly;
  return [...form.elements].find((field) => asks(field) && field.getClientRects().length) ?? null;
}
