// The headcount keypad: every press is a command, sent at once, in order, again and again until it is acknowledged.
//
// <form data-tally="headcount" data-tally-url="…" data-undo-url="…"> holds what stays chosen (direction, transport);
// <button type="button" data-tally-key="F-18-59" name="who" value="F-18-59"> is a key. Inside the form:
// [data-tally-echo] large last press · [data-tally-count="F-18-59"] counts · [data-tally-waiting] · [data-tally-undo].
// A press is POSTed as the form's fields plus the key's name and value, command_id and pressed_at (ISO, UTC); an undo
// as command_id, undoes and pressed_at. The node answers 2xx {"counts": {"F-18-59": 12}} or 422 {"sentence": "…"}.
import { tokenOf } from "./drafts.js";
import { commandId } from "./ids.js";
import { word } from "./notices.js";

const RETRY_MS = [500, 1000, 2000, 5000, 10000];

export class TallyQueue {
  // `send(press)` resolves {ok, refused, body} or rejects; `store` keeps presses over a reload (no names are in them).
  constructor({ send, store, changed, settled }) {
    Object.assign(this, { send, store, changed, settled });
    this.waiting = store.load();
    this.failures = 0;
    this.running = false;
    if (this.waiting.length) this.run();
  }

  add(press) {
    this.waiting.push(press);
    this.#keep();
    this.run();
  }

  async run() {
    if (this.running) return;
    this.running = true;
    while (this.waiting.length) {
      const press = this.waiting[0];
      const answer = await this.send(press).catch(() => null);
      if (answer?.ok || answer?.refused) {
        this.failures = 0;
        this.waiting.shift();
        this.#keep();
        this.settled(press, answer);
      } else {
        const pause = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
        this.failures += 1;
        this.changed(this);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    this.running = false;
    this.changed(this);
  }

  #keep() {
    this.store.save(this.waiting);
    this.changed(this);
  }
}

class Tally {
  constructor(form) {
    this.form = form;
    this.pressed = [];
    // What one officer pressed is never sent in the name of the next who signs in at this machine.
    const name = `sc-tally:${form.dataset.tally}:${document.documentElement.dataset.user ?? ""}`;
    this.queue = new TallyQueue({
      store: storeNamed(name),
      send: (press) => this.#post(press),
      changed: (queue) => this.#showWaiting(queue),
      settled: (press, answer) => this.#settled(press, answer),
    });
    // On the document: keys and undo may stand outside the form, in the actions, and name it.
    document.addEventListener("click", (event) => this.#onClick(event));
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("beforeunload", (event) => this.queue.waiting.length && event.preventDefault());
    this.#showWaiting(this.queue);
  }

  #onClick(event) {
    const button = event.target.closest?.("[data-tally-key], [data-tally-undo]");
    if (button?.form !== this.form) return;
    if (button.dataset.tallyKey) this.#press(button);
    else this.#undo();
  }

  #press(key) {
    const fields = [...new FormData(this.form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "command_id");
    const press = { id: commandId(), key: key.dataset.tallyKey, fields: [...fields, [key.name, key.value]], at: new Date().toISOString() };
    this.pressed.push(press);
    this.#count(press.key, 1);
    this.#echo(wordsOf(key), press.key);
    flash(key);
    navigator.vibrate?.(15);
    this.queue.add(press);
  }

  #undo() {
    const undone = this.pressed.pop();
    if (!undone) return;
    this.#count(undone.key, -1);
    this.#echo(word("undone"), undone.key);
    this.queue.add({ id: commandId(), key: undone.key, undoes: undone.id, fields: [], at: new Date().toISOString() });
  }

  async #post(press) {
    const body = new URLSearchParams([...press.fields, ["command_id", press.id], ["pressed_at", press.at]]);
    if (press.undoes) body.set("undoes", press.undoes);
    const url = press.undoes ? this.form.dataset.undoUrl : this.form.dataset.tallyUrl;
    const headers = { "X-CSRFToken": tokenOf(this.form), Accept: "application/json" };
    // A redirect is the sign-in page, 403 a form from before it: nothing was counted, so the press goes on waiting.
    const answer = await fetch(url, { method: "POST", body, headers, redirect: "manual" });
    if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) {
      document.dispatchEvent(new CustomEvent("sc:notice", { detail: { word: "signedOut", tone: "red" } }));
      throw new Error("signed out");
    }
    const refused = [400, 404, 409, 422].includes(answer.status);
    if (!answer.ok && !refused) throw new Error(String(answer.status));
    return { ok: answer.ok, refused, body: await answer.json().catch(() => ({})) };
  }

  #settled(press, { ok, body }) {
    if (ok) {
      document.body.dispatchEvent(new CustomEvent("sc:saved"));
      // The node's counts are the truth once nothing more is on its way.
      if (!this.queue.waiting.length) for (const [key, count] of Object.entries(body.counts ?? {})) this.#set(key, count);
      return;
    }
    this.#count(press.key, press.undoes ? 1 : -1);
    this.pressed = this.pressed.filter((other) => other.id !== press.id);
    document.dispatchEvent(new CustomEvent("sc:notice", { detail: { text: body.sentence || word("refused"), tone: "red" } }));
  }

  #count(key, step) {
    const place = this.form.querySelector(`[data-tally-count="${CSS.escape(key)}"]`);
    if (place) this.#set(key, Number(place.dataset.count ?? place.textContent.replace(/\D/g, "")) + step);
  }

  #set(key, count) {
    const place = this.form.querySelector(`[data-tally-count="${CSS.escape(key)}"]`);
    if (!place) return;
    place.dataset.count = String(count);
    place.textContent = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" }).format(count);
  }

  #echo(text, key) {
    const place = this.form.querySelector("[data-tally-echo]");
    if (!place) return;
    const count = this.form.querySelector(`[data-tally-count="${CSS.escape(key)}"]`)?.textContent ?? "";
    place.querySelector(".echo-word").textContent = text;
    place.querySelector(".echo-count").textContent = count;
  }

  #showWaiting(queue) {
    const place = this.form.querySelector("[data-tally-waiting]");
    if (!place) return;
    const count = queue.waiting.length;
    place.className = `dot ${count ? "is-amber" : "is-green"}`;
    place.textContent = count ? `${count} ${word("waiting")}` : word("allSaved");
  }
}

const wordsOf = (key) => (key.querySelector(".pad-word") ?? key).textContent.trim();

function flash(key) {
  key.classList.add("pressed");
  setTimeout(() => key.classList.remove("pressed"), 120);
}

function storeNamed(name) {
  return {
    load() {
      try {
        return JSON.parse(localStorage.getItem(name) ?? "[]");
      } catch {
        return [];
      }
    },
    save(presses) {
      try {
        localStorage.setItem(name, JSON.stringify(presses));
      } catch {
        // Barred or full storage: the presses still wait in this page, and the page warns before it is closed.
      }
    },
  };
}

for (const form of globalThis.document?.querySelectorAll("form[data-tally]") ?? []) new Tally(form);
