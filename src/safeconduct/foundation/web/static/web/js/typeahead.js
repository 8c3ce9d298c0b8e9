// A long code list found by typing: name in any language of the list, or code. The ARIA 1.2 combobox pattern.
// <input data-typeahead="/codes/country.json"> beside a hidden [data-typeahead-code], as form_field.html draws them.
// The address answers {"items": [{"code": "SYR", "name": "Syrian Arab Republic", "also": ["SY", "Syrie", "سوريا"]}]}.
import { word } from "./notices.js";

const SHOWN = 8;
const lists = new Map();

export function startTypeaheads() {
  ready(document);
  document.addEventListener("htmx:afterSwap", (event) => ready(event.detail.elt.parentElement ?? document));
}

function ready(root) {
  for (const input of root.querySelectorAll?.("input[data-typeahead]") ?? []) {
    if (!input.dataset.typeaheadReady) new Typeahead(input);
  }
}

// One way of writing: no case, no marks, one alef, ya and ta marbuta, so that a hurried spelling still finds.
export function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[\u0640\u200c\u200d]/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/[ىی]/g, "ي")
    .replace(/ک/g, "ك")
    .replace(/ة/g, "ه")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function load(url) {
  if (!lists.has(url)) {
    const loading = fetch(url, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then(({ items }) => items.map(prepared));
    loading.catch(() => lists.delete(url));
    lists.set(url, loading);
  }
  return lists.get(url);
}

function prepared(item) {
  return { ...item, keys: [item.code, item.name, ...(item.also ?? [])].map(folded) };
}

// Smaller is nearer: 0 the code or a name itself, 1 the name begins so, 2 another name, 3 a word within, 4 anywhere.
export function rank(item, asked) {
  const [code, name, ...also] = item.keys;
  if (item.keys.includes(asked)) return 0;
  if (name.startsWith(asked)) return 1;
  if (code.startsWith(asked) || also.some((key) => key.startsWith(asked))) return 2;
  if (item.keys.some((key) => key.includes(` ${asked}`))) return 3;
  return asked.length > 2 && item.keys.some((key) => key.includes(asked)) ? 4 : Infinity;
}

export function search(items, text, limit = SHOWN) {
  const asked = folded(text);
  if (!asked) return [];
  return items
    .map((item, place) => ({ item, place, rank: rank(item, asked) }))
    .filter((found) => found.rank < Infinity)
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .slice(0, limit)
    .map((found) => found.item);
}

// The one item a text means without choosing: equal to a code or name of a single item, or the only one found.
export function meant(items, text) {
  const asked = folded(text);
  if (!asked) return null;
  const exact = items.filter((item) => item.keys.includes(asked));
  if (exact.length) return exact.length === 1 ? exact[0] : null;
  const found = search(items, text, 2);
  return found.length === 1 && asked.length > 2 ? found[0] : null;
}

class Typeahead {
  constructor(input) {
    this.input = input;
    this.code = input.parentElement.querySelector("[data-typeahead-code]");
    this.items = [];
    this.shown = [];
    this.active = -1;
    this.list = document.createElement("ul");
    this.#build();
    for (const [name, handler] of [["focus", this.#load], ["input", this.#typed], ["keydown", this.#key], ["blur", this.#left], ["change", this.#restored]]) {
      input.addEventListener(name, handler);
    }
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.#choose(this.shown[Number(option.dataset.place)]);
    });
    if (document.activeElement === input) this.#load();
  }

  #build() {
    const { input, list } = this;
    input.dataset.typeaheadReady = "";
    input.removeAttribute("list");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    list.id = `${input.id}-options`;
    list.className = "options";
    list.role = "listbox";
    list.hidden = true;
    list.setAttribute("aria-label", input.labels?.[0]?.firstChild?.textContent?.trim() ?? "");
    input.setAttribute("aria-controls", list.id);
    input.parentElement.append(list);
  }

  #load = async () => {
    if (this.items.length) return;
    // Without the list it stays a plain field: the node resolves what was typed.
    this.items = await load(this.input.dataset.typeahead).catch(() => []);
    if (this.input.value && document.activeElement === this.input && !this.code.value) this.#show();
  };

  #typed = () => {
    this.code.value = "";
    this.#show();
  };

  // A draft or a reader may set the text from outside.
  #restored = () => {
    if (!this.code.value && document.activeElement !== this.input) this.#settle();
  };

  #key = (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (this.list.hidden) this.#show();
      else this.#move(step);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.#hide();
    } else if (event.key === "Enter" || event.key === "Tab") {
      // Not stopped: Enter then goes on to the next field.
      if (this.active >= 0) this.#choose(this.shown[this.active]);
      else this.#settle();
    }
  };

  #left = () => {
    this.#settle();
    this.#hide();
  };

  #settle() {
    if (this.code.value) return;
    const item = meant(this.items, this.input.value);
    if (item) this.#choose(item);
  }

  #choose(item) {
    this.input.value = item.name;
    this.code.value = item.code;
    this.#hide();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #move(step) {
    const count = this.shown.length;
    if (!count) return;
    this.active = (this.active + step + count + (this.active < 0 && step < 0 ? 1 : 0)) % count;
    [...this.list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === this.active)));
    const chosen = this.list.children[this.active];
    chosen.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", chosen.id);
  }

  #show() {
    this.shown = search(this.items, this.input.value);
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...this.shown.map((item, place) => this.#option(item, place)));
    if (!this.shown.length && this.input.value && this.items.length) this.list.append(this.#nothing());
    this.list.hidden = !this.list.children.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  #option(item, place) {
    const [option, name, code] = ["li", "bdi", "span"].map((tag) => document.createElement(tag));
    option.role = "option";
    option.id = `${this.list.id}-${place}`;
    option.dataset.place = String(place);
    option.setAttribute("aria-selected", "false");
    name.textContent = item.name;
    code.textContent = item.code;
    code.className = "code small";
    option.append(name, code);
    return option;
  }

  #nothing() {
    const line = document.createElement("li");
    line.role = "option";
    line.setAttribute("aria-disabled", "true");
    line.setAttribute("aria-selected", "false");
    line.textContent = word("nothingFound");
    return line;
  }

  #hide() {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
