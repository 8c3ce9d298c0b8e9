// The three lights of a page: the choice shows at once and is kept for the user by the server.

export function startTheme() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-theme-form]");
    if (!form) return;
    document.documentElement.dataset.theme = event.target.value;
    fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } }).catch(() => {
      document.dispatchEvent(new CustomEvent("sc:notice", { detail: { word: "noAnswer", tone: "amber" } }));
    });
  });
}
