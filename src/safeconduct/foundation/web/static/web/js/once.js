// A form is sent once. Its hidden command_id makes a second sending harmless; this keeps it from happening.
import { commandId } from "./ids.js";

export function startOnce() {
  // A second sending is stopped before anyone hears of it; the first is marked last, when it has not been stopped.
  window.addEventListener("submit", stopSecond, { capture: true });
  window.addEventListener("submit", markSent);
  window.addEventListener("pageshow", (event) => event.persisted && document.querySelectorAll("form[data-sent]").forEach(release));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest?.("form");
    if (form) release(form);
  });
  recallCommandIds();
}

function stopSecond(event) {
  const form = event.target;
  if (form.hasAttribute("data-sent")) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else if (form.method === "post" || isByHtmx(form)) {
    settleCommandId(form, event.submitter);
  }
}

function markSent(event) {
  const form = event.target;
  const byHtmx = isByHtmx(form);
  if (event.defaultPrevented && !byHtmx) return;
  if ((form.method !== "post" && !byHtmx) || form.hasAttribute("data-many")) return;
  form.dataset.sent = "";
  // After this turn of the loop: a disabled button would not be sent with its form.
  setTimeout(() => form.hasAttribute("data-sent") && hold(form));
}

const isByHtmx = (form) => ["hx-post", "hx-put", "hx-patch", "hx-delete"].some((name) => form.hasAttribute(name));

const buttonsOf = (form) => [...form.elements].filter((element) => element.matches("button:not([type=button]), input[type=submit]"));

const primaryOf = (form) => buttonsOf(form).find((button) => button.classList.contains("primary")) ?? buttonsOf(form)[0];

// Called while the form is on its way: after its answer nobody would free it.
function hold(form) {
  for (const button of buttonsOf(form)) {
    if (button.disabled) continue;
    button.disabled = true;
    button.dataset.heldBy = "once";
    button.setAttribute("aria-busy", "true");
  }
}

function release(form) {
  delete form.dataset.sent;
  for (const button of buttonsOf(form)) {
    if (button.dataset.heldBy !== "once") continue;
    button.disabled = false;
    delete button.dataset.heldBy;
    button.removeAttribute("aria-busy");
  }
}

// A command id belongs to one content: sent again unchanged it is the same command, and the node answers with the
// first receipt; changed it is another command and takes another id, or the change would be lost without a word.
// The back button fetches the page with a new id, and the browser fills in what was typed. So id and print of what was
// sent stay in this entry of the history. A draft brings its own.
const known = new WeakMap();

// What this form holds now was, or may have been, sent under its present id.
export function bindCommandId(form) {
  const field = form.elements.command_id;
  if (field) known.set(form, { id: field.value, print: printOf(form) });
}

function settleCommandId(form, button) {
  const field = form.elements.command_id;
  if (!field) return;
  const earlier = known.get(form);
  const print = printOf(form, button);
  if (earlier?.print === print) field.value = earlier.id;
  else if (earlier?.id === field.value) field.value = commandId();
  known.set(form, { id: field.value, print });
  if (isByHtmx(form)) return;
  const sent = { ...history.state?.sent, [nameOf(form)]: known.get(form) };
  history.replaceState({ ...history.state, sent }, "");
}

function recallCommandIds() {
  const sent = history.state?.sent;
  if (!sent) return;
  for (const form of document.querySelectorAll("form")) {
    const earlier = sent[nameOf(form)];
    if (!earlier || !form.elements.command_id) continue;
    known.set(form, earlier);
    document.dispatchEvent(new CustomEvent("sc:notice", { detail: { word: "sentBefore", tone: "amber" } }));
  }
}

const nameOf = (form) => form.dataset.draft ?? (form.id || form.getAttribute("action") || "");

// A print of the content (FNV-1a, twice) tells two fillings apart. The button is part of it: "admit" after "to the
// queue" asks for something else.
function printOf(form, button = primaryOf(form)) {
  const content = [...new FormData(form), [button?.name ?? "", button?.value ?? ""]].filter(([name]) => name !== "command_id" && name !== "csrfmiddlewaretoken");
  const text = JSON.stringify(content.map(([name, value]) => [name, value instanceof File ? [value.name, value.size] : value]));
  const fnv = (offset) => [...text].reduce((hash, sign) => Math.imul(hash ^ sign.codePointAt(0), 0x01000193), offset) >>> 0;
  return `${fnv(0x811c9dc5)}-${fnv(0x9747b28c)}`;
}
