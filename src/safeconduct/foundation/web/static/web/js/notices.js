// Short messages in their one place, the undo that goes after its time, the clock of the band, and failed requests.

export function startNotices() {
  document.addEventListener("sc:notice", (event) => show(event.detail));
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, () => show({ word: "noAnswer", tone: "red" }));
  document.addEventListener("htmx:responseError", (event) => {
    show({ word: event.detail.xhr.status === 401 ? "signedOut" : "refused", tone: "red" });
  });
  vanish(document);
  document.addEventListener("htmx:afterSwap", (event) => vanish(event.detail.elt));
  startClock();
}

export function word(name) {
  return document.getElementById("sc-words")?.dataset[name] ?? "";
}

// detail: {word or text, tone}. The same message is not shown twice.
function show({ word: name, text = word(name), tone = "green" }) {
  const place = document.getElementById("notices");
  if (!place || !text || [...place.children].some((notice) => notice.dataset.text === text)) return;
  const notice = document.createElement("div");
  notice.className = `notice ${tone}`;
  notice.dataset.text = text;
  notice.textContent = text;
  place.append(notice);
  if (tone === "green") setTimeout(() => notice.remove(), 6000);
}

function vanish(root) {
  for (const element of root.querySelectorAll?.("[data-vanish]") ?? []) {
    setTimeout(() => element.remove(), Number(element.dataset.vanish) * 1000);
  }
}

// The page's time goes on from what the node said: the browser's own clock and zone are not asked.
function startClock() {
  const clocks = [...document.querySelectorAll("time[data-clock]")];
  if (!clocks.length) return;
  const said = /T(\d\d):(\d\d):(\d\d)/.exec(clocks[0].dateTime);
  if (!said) return;
  const start = performance.now();
  const second = Number(said[1]) * 3600 + Number(said[2]) * 60 + Number(said[3]);
  const two = (number) => String(number).padStart(2, "0");
  setInterval(() => {
    const now = Math.floor(second + (performance.now() - start) / 1000);
    // Past midnight the day in the band would be wrong: the next page brings both.
    if (now >= 86400) return document.querySelectorAll("[data-clock-day]").forEach((day) => (day.textContent = ""));
    const text = `${two(Math.floor(now / 3600))}:${two(Math.floor((now % 3600) / 60))}`;
    for (const clock of clocks) if (clock.textContent !== text) clock.textContent = text;
  }, 5000);
}
