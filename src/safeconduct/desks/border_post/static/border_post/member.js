// The machine-readable zone of the member form: sent to the node as it arrives, its fields filled, repairs shown.
import { tokenOf } from "/static/web/js/drafts.js";

const SIZES = new Set([72, 88, 90]);

export function looksComplete(text) {
  return SIZES.has(text.replace(/\s+/g, "").length);
}

class Zone {
  constructor(area) {
    this.area = area;
    this.form = area.form;
    this.said = this.form.querySelector("[data-mrz-result]");
    this.asked = "";
    for (const name of ["sc:burst-filled", "change"]) area.addEventListener(name, () => this.read());
    area.addEventListener("input", () => looksComplete(area.value) && this.read());
  }

  async read() {
    const text = this.area.value.trim();
    if (!text || text === this.asked) return;
    this.asked = text;
    const body = new URLSearchParams({ lines: text });
    const headers = { "X-CSRFToken": tokenOf(this.form), Accept: "application/json" };
    const answer = await fetch(this.area.dataset.mrzUrl, { method: "POST", body, headers }).catch(() => null);
    if (answer?.ok) this.fill(await answer.json());
  }

  fill({ fields, notes, lines, valid }) {
    for (const [name, value] of Object.entries(fields)) this.put(name, value ?? "");
    if (lines) this.area.value = lines.join("\n");
    this.asked = this.area.value;
    this.said.textContent = notes.join(" ");
    this.said.className = `small ${valid ? "is-green" : "is-amber"}`;
  }

  put(name, value) {
    const field = this.form.elements[name];
    if (!field || value === "") return;
    field.value = value;
    const one = field instanceof RadioNodeList ? field[0] : field;
    one?.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

for (const area of document.querySelectorAll("[data-mrz-url]")) new Zone(area);

// After an admission the slip opens by itself; where the browser keeps it shut, the button stays in front.
const print = new URLSearchParams(location.search).get("slip") && document.querySelector(".actions a.primary");
if (print) {
  history.replaceState(null, "", location.pathname);
  window.open(print.href, "_blank", "noopener") ?? print.focus({ preventScroll: true });
}
