// Keeps what is being typed: form[data-draft][data-draft-url] is saved on the node as it changes, and comes back.
import { word } from "./notices.js";
import { bindCommandId } from "./once.js";

const SAVE_AFTER_MS = 800;
const NEVER_KEPT = new Set(["csrfmiddlewaretoken", "next"]);
const timers = new WeakMap();
const unsaved = new Set();

export function startDrafts() {
  for (const form of drafted(document)) restore(form);
  document.addEventListener("htmx:afterSwap", (event) => {
    for (const form of drafted(event.detail.elt)) if (!form.dataset.draftReady) restore(form);
  });
  for (const name of ["input", "change"]) document.addEventListener(name, onChange);
  window.addEventListener("submit", (event) => cancel(event.target));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveAll());
}

const drafted = (root) => [...(root.querySelectorAll?.("form[data-draft][data-draft-url]") ?? [])];

// Saves every draft that has changed; resolves when the node has them, or says it has not. Used before the lock.
export function saveAll() {
  return Promise.all([...unsaved].map(save));
}

function onChange(event) {
  const form = event.target.form;
  if (!form?.dataset.draft || !form.dataset.draftUrl || form.hasAttribute("data-sent")) return;
  // What a script puts back while restoring is no change of the person's.
  if (form.hasAttribute("data-restoring")) return;
  unsaved.add(form);
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), SAVE_AFTER_MS));
}

function cancel(form) {
  clearTimeout(timers.get(form));
  unsaved.delete(form);
}

async function save(form) {
  clearTimeout(timers.get(form));
  unsaved.delete(form);
  const body = new URLSearchParams({ name: form.dataset.draft, content: JSON.stringify(contentOf(form)) });
  try {
    const answer = await fetch(form.dataset.draftUrl, { method: "POST", body, headers: { "X-CSRFToken": tokenOf(form), Accept: "application/json" }, keepalive: true });
    if (!answer.ok) throw new Error(String(answer.status));
    mark(form, "draftSaved", "is-green");
  } catch {
    unsaved.add(form);
    mark(form, "draftUnsaved", "is-amber");
    timers.set(form, setTimeout(() => save(form), 5000));
  }
}

export const tokenOf = (form) => form.elements.csrfmiddlewaretoken?.value ?? JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";

function contentOf(form) {
  const content = {};
  for (const element of form.elements) {
    if (!element.name || element.disabled || NEVER_KEPT.has(element.name)) continue;
    if (["password", "file", "submit", "button"].includes(element.type)) continue;
    if (["radio", "checkbox"].includes(element.type) && !element.checked) continue;
    (content[element.name] ??= []).push(element.value);
  }
  return content;
}

async function restore(form) {
  form.dataset.draftReady = "";
  if (form.dataset.draftFilled !== undefined) return;
  const before = JSON.stringify(contentOf(form));
  const url = new URL(form.dataset.draftUrl, location.href);
  url.searchParams.set("name", form.dataset.draft);
  const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok || answer.status === 204) return;
  const { content } = await answer.json();
  // Who began to type meanwhile keeps what they typed.
  if (!content || JSON.stringify(contentOf(form)) !== before) return;
  fill(form, content);
  mark(form, "draftBack", "is-amber");
}

function fill(form, content) {
  form.dataset.restoring = "";
  const left = structuredClone(content);
  for (const element of form.elements) {
    if (!element.name || NEVER_KEPT.has(element.name) || ["password", "file", "submit", "button"].includes(element.type)) continue;
    const values = left[element.name];
    if (["radio", "checkbox"].includes(element.type)) element.checked = Boolean(content[element.name]?.includes(element.value));
    else if (values?.length) element.value = values.shift();
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }
  delete form.dataset.restoring;
  bindCommandId(form);
}

function mark(form, name, tone) {
  const place = document.querySelector(`[data-draft-mark="${CSS.escape(form.dataset.draft)}"]`) ?? form.querySelector("[data-draft-mark]");
  if (!place) return;
  place.className = `dot ${tone}`;
  place.textContent = word(name);
}
