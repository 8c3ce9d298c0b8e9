// What somebody points at is sealed here and leaves this browser sealed: the node's server gets bytes of one length,
// what is no secret (a doctor), and one bit, whether the group's lane is to be a confidential one.
import { sealTo, toBase64 } from "./compartments.js";
import { canSeal } from "./hpke.js";

prepareAll(document);
// A page that came back with what was refused has a new form.
document.addEventListener("htmx:load", (event) => prepareAll(event.detail.elt));

function prepareAll(within) {
  for (const form of within.querySelectorAll("form[data-sealing]:not([data-seals])")) prepare(form);
}

async function prepare(form) {
  form.dataset.seals = "";
  if (!(await canSeal())) return; // the page says who seals instead
  const told = JSON.parse(form.dataset.sealing);
  form.addEventListener("htmx:confirm", (event) => {
    event.preventDefault();
    sealAnswers(form, told).then(
      () => event.detail.issueRequest(true),
      () => stopped(form),
    );
  });
  form.addEventListener("htmx:afterRequest", () => enable(form));
  for (const line of document.querySelectorAll("[data-sealed-by]")) line.hidden = line.dataset.sealedBy !== "browser";
  form.dataset.seals = "ready";
}

async function sealAnswers(form, told) {
  const boxes = [...form.querySelectorAll(`input[name="${told.field}"]`)].filter((box) => told.private.includes(box.value));
  const codes = boxes.filter((box) => box.checked).map((box) => box.value);
  const content = { form: "screening", ...told.content, [told.into]: codes };
  const sealed = await Promise.all(
    told.compartments.map(async (one) => ({
      entry: one.entry,
      compartment: one.code,
      key: one.key,
      content: toBase64(await sealTo(one, one.reads ? content : { form: "routine" })),
    })),
  );
  put(form, "sealed", JSON.stringify(sealed));
  put(form, "confidential", codes.length ? "1" : "0");
  for (const box of boxes) box.disabled = true; // a disabled field is not sent
}

function put(form, name, value) {
  const field = form.elements[name] ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
  field.value = value;
}

const enable = (form) => form.querySelectorAll("input[type=checkbox]:disabled").forEach((box) => (box.disabled = false));

// Nothing goes out in the clear because sealing failed: the page stays as it is and says so.
function stopped(form) {
  enable(form);
  document.dispatchEvent(new CustomEvent("htmx:afterRequest", { detail: { elt: form } }));
  for (const line of document.querySelectorAll("[data-sealing-failed]")) line.hidden = false;
}
