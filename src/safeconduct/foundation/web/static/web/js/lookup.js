// A list too long for the page, searched on the node: <input data-lookup="/post/codes/places/"> as form_field.html
// draws it. The text goes in the body of the question, never in an address. What is in no list stays as it was typed.
import { Combobox } from "./combobox.js";
import { tokenOf } from "./drafts.js";
import { word } from "./notices.js";

const FEWEST_LETTERS = 2;
const WAIT_MS = 120;

export function startLookups() {
  ready(document);
  document.addEventListener("htmx:afterSwap", (event) => ready(event.detail.elt.parentElement ?? document));
}

function ready(root) {
  for (const input of root.querySelectorAll?.("input[data-lookup]") ?? []) {
    if (!input.dataset.typeaheadReady) new Lookup(input);
  }
}

class Lookup extends Combobox {
  #going;

  async find(text) {
    this.#going?.abort();
    if (text.trim().length < FEWEST_LETTERS) return null;
    this.#going = new AbortController();
    const { signal } = this.#going;
    await new Promise((go) => setTimeout(go, WAIT_MS));
    if (signal.aborted) return null;
    const body = new URLSearchParams({ text });
    const headers = { "X-CSRFToken": tokenOf(this.input.form), Accept: "application/json" };
    try {
      const answer = await fetch(this.input.dataset.lookup, { method: "POST", body, headers, signal });
      return answer.ok ? (await answer.json()).items : null;
    } catch {
      // Without an answer it stays a plain field.
      return null;
    }
  }

  coded() {
    const shown = this.input.parentElement.querySelector("[data-code-shown]");
    shown.textContent = this.code.value;
    shown.hidden = !this.code.value;
  }

  get nothing() {
    return word("staysAsTyped");
  }
}
