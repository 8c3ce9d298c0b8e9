// One more, one less: the buttons beside a number. The field itself stays an ordinary number field.

export function startSteppers() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-step]");
    const input = button?.parentElement.querySelector("input");
    if (!input || input.disabled) return;
    const least = input.min === "" ? -Infinity : Number(input.min);
    const most = input.max === "" ? Infinity : Number(input.max);
    const value = Math.min(most, Math.max(least, Number(input.value || 0) + Number(button.dataset.step)));
    input.value = String(value);
    for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
  });
  // A wheel over a focused number must not change it unseen.
  document.addEventListener("wheel", (event) => event.target.type === "number" && event.target.blur(), { passive: true });
}
