// A code list found by typing: name in any language of the list, or code. The browser has the whole list.
// <input data-typeahead="/codes/country.json"> beside a hidden [data-typeahead-code], as form_field.html draws them.
// The address answers {"items": [{"code": "SYR", "name": "Syrian Arab Republic", "also": ["SY", "Syrie", "سوريا"]}]}.
import { Combobox } from "./combobox.js";

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

class Typeahead extends Combobox {
  items = [];

  async prepare() {
    // Without the list it stays a plain field: the node resolves what was typed.
    if (!this.items.length) this.items = await load(this.input.dataset.typeahead).catch(() => []);
  }

  find(text) {
    return this.items.length ? search(this.items, text) : null;
  }

  settle() {
    const item = meant(this.items, this.input.value);
    if (item) this.choose(item);
  }
}
