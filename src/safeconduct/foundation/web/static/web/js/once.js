// A form is sent once. Its hidden command_id makes a second sending harmless; this keeps it from happening.

export function startOnce() {
  // A second sending is stopped before anyone hears of it; the first is marked last, when it has not been stopped.
  window.addEventListener("submit", stopSecond, { capture: true });
  window.addEventListener("submit", markSent);
  window.addEventListener("pageshow", (event) => event.persisted && document.querySelectorAll("form[data-sent]").forEach(release));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest?.("form");
    if (form) release(form);
  });
  keepCommandIds();
}

function stopSecond(event) {
  if (!event.target.hasAttribute("data-sent")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function markSent(event) {
  const form = event.target;
  const byHtmx = isByHtmx(form);
  if (event.defaultPrevented && !byHtmx) return;
  if ((form.method !== "post" && !byHtmx) || form.hasAttribute("data-many")) return;
  form.dataset.sent = "";
  rememberCommandId(form);
  // After this turn of the loop: a disabled button would not be sent with its form.
  setTimeout(() => buttonsOf(form).forEach((button) => {
    if (button.disabled) return;
    button.disabled = true;
    button.dataset.heldBy = "once";
    button.setAttribute("aria-busy", "true");
  }));
}

const isByHtmx = (form) => ["hx-post", "hx-put", "hx-patch", "hx-delete"].some((name) => form.hasAttribute(name));

const buttonsOf = (form) => [...form.elements].filter((element) => element.matches("button:not([type=button]), input[type=submit]"));

function release(form) {
  delete form.dataset.sent;
  for (const button of buttonsOf(form)) {
    if (button.dataset.heldBy !== "once") continue;
    button.disabled = false;
    delete button.dataset.heldBy;
    button.removeAttribute("aria-busy");
  }
}

// The back button fetches the page anew, with a new command id, and the browser fills in what was typed. So the id
// that was sent stays in this entry of the history, and comes back with it: the same form is the same command.
function rememberCommandId(form) {
  const field = form.elements.command_id;
  if (!field || isByHtmx(form)) return;
  const sent = { ...history.state?.sent, [nameOf(form)]: field.value };
  history.replaceState({ ...history.state, sent }, "");
}

function keepCommandIds() {
  const sent = history.state?.sent;
  if (!sent) return;
  for (const form of document.querySelectorAll("form")) {
    const id = sent[nameOf(form)];
    if (!id || !form.elements.command_id || form.hasAttribute("data-refused")) continue;
    form.elements.command_id.value = id;
    document.dispatchEvent(new CustomEvent("sc:notice", { detail: { word: "sentBefore", tone: "amber" } }));
  }
}

const nameOf = (form) => form.dataset.draft ?? form.id ?? form.getAttribute("action") ?? "";
