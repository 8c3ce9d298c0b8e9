// A field with a list to choose from below it: the ARIA 1.2 combobox pattern, by keyboard first, in either direction.
// Who extends it says what is offered. The first answer is never chosen for the officer.
import { word } from "./notices.js";

export class Combobox {
  constructor(input) {
    this.input = input;
    this.code = input.parentElement.querySelector("[data-typeahead-code]");
    this.shown = [];
    this.active = -1;
    this.asked = 0;
    this.list = document.createElement("ul");
    this.said = document.createElement("span");
    this.#build();
    for (const [name, handler] of [["focus", this.#entered], ["input", this.#typed], ["keydown", this.#key], ["blur", this.#left], ["change", this.#restored]]) {
      input.addEventListener(name, handler);
    }
    this.code.addEventListener("change", () => this.coded());
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]:not([aria-disabled])");
      if (option) this.choose(this.shown[Number(option.dataset.place)]);
    });
    if (document.activeElement === input) this.#entered();
  }

  // What is offered for a text, or a promise of it; null where there is no list and the text stands as it is.
  find() {
    return null;
  }

  // The field is entered; a list may be fetched.
  async prepare() {}

  // The field is left, or restored from outside, without anything chosen.
  settle() {}

  // The code was set or taken away.
  coded() {}

  #build() {
    const { input, list, said } = this;
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
    said.className = "unseen";
    said.role = "status";
    input.parentElement.append(list, said);
  }

  #entered = async () => {
    await this.prepare();
    if (this.input.value && document.activeElement === this.input && !this.code.value) this.show();
  };

  #typed = () => {
    this.code.value = "";
    this.coded();
    this.show();
  };

  // A draft or a reader may set the text from outside.
  #restored = () => {
    if (!this.code.value && document.activeElement !== this.input) this.settle();
  };

  #key = (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (this.list.hidden) this.show();
      else this.#move(step);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.hide();
    } else if (event.key === "Enter" || event.key === "Tab") {
      // Not stopped: Enter then goes on to the next field.
      if (this.active >= 0) this.choose(this.shown[this.active]);
      else if (!this.code.value) this.settle();
    }
  };

  #left = () => {
    if (!this.code.value) this.settle();
    this.hide();
  };

  choose(item) {
    this.input.value = item.name;
    this.code.value = item.code;
    this.coded();
    this.hide();
    this.said.textContent = `${item.name} ${item.code}`;
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

  // Of several questions only the answer to the last one counts.
  async show() {
    const number = ++this.asked;
    const text = this.input.value;
    const found = await this.find(text);
    if (number !== this.asked || document.activeElement !== this.input) return;
    this.#draw(found ?? [], found !== null && Boolean(text));
  }

  #draw(found, isAnswer) {
    this.shown = found;
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...found.map((item, place) => this.#option(item, place)));
    if (!found.length && isAnswer) this.list.append(this.#nothing());
    this.list.hidden = !this.list.children.length;
    if (!this.list.hidden) this.#fit();
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.said.textContent = this.list.hidden ? "" : found.length ? `${word("choices")} ${found.length}` : this.nothing;
  }

  // A list that would leave the page at its end begins at the other side of the field; one that would lie under the
  // buttons opens upwards, if there is more room.
  #fit() {
    this.list.classList.remove("from-end", "above");
    const page = (this.input.closest("main") ?? document.body).getBoundingClientRect();
    const { left, right, top, bottom } = this.list.getBoundingClientRect();
    if (right > page.right || left < page.left) this.list.classList.add("from-end");
    const floor = document.querySelector(".actions")?.getBoundingClientRect().top ?? innerHeight;
    const field = this.input.getBoundingClientRect();
    const room = field.top - Math.max(page.top, 0);
    if (bottom > floor && room > floor - top && room >= bottom - top) this.list.classList.add("above");
  }

  get nothing() {
    return word("nothingFound");
  }

  #option(item, place) {
    const [option, name, code] = ["li", "span", "span"].map((tag) => document.createElement(tag));
    option.role = "option";
    option.id = `${this.list.id}-${place}`;
    option.dataset.place = String(place);
    option.setAttribute("aria-selected", "false");
    name.append(Object.assign(document.createElement("bdi"), { textContent: item.name }));
    if (item.within) name.append(" ", Object.assign(document.createElement("span"), { className: "within", textContent: item.within }));
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
    line.textContent = this.nothing;
    return line;
  }

  hide() {
    this.asked += 1;
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
